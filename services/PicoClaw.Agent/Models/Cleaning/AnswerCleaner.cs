using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Models.Cleaning;

/// <summary>Leaves only what is meant for the user in an answer's text.</summary>
internal static class AnswerCleaner
{
    /// <summary>Also turns tool calls in the text into real ones; returns how many could not be read.</summary>
    public static int Clean(ChatResponse response, IEnumerable<AITool>? tools)
    {
        AIFunction[] functions = [.. (tools ?? []).OfType<AIFunction>()];
        var dropped = 0;
        foreach (var message in response.Messages)
        {
            var text = InlineThoughts.Without(message.Text);
            var inline = InlineCalls.In(text, functions);
            text = inline?.Text ?? text;
            dropped += inline?.Dropped ?? 0;
            if (text != message.Text)
            {
                message.Contents = [.. message.Contents.Where(content => content is not TextContent), new TextContent(text.Trim())];
            }

            foreach (var call in inline?.Calls ?? [])
            {
                message.Contents.Add(call);
            }
        }

        return dropped;
    }
}
