using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Leaves of an answer's text what is for the user.</summary>
internal static class AnswerCleaner
{
    /// <summary>Also makes calls of those that the model wrote as text; says how many could not be made.</summary>
    public static int Clean(ChatResponse response, IEnumerable<AITool>? tools)
    {
        AIFunction[] functions = [.. (tools ?? []).OfType<AIFunction>()];
        var dropped = 0;
        foreach (var message in response.Messages)
        {
            var text = WrittenThoughts.Without(message.Text);
            var written = WrittenCalls.In(text, functions);
            text = written?.Text ?? text;
            dropped += written?.Dropped ?? 0;
            if (text != message.Text)
            {
                message.Contents = [.. message.Contents.Where(content => content is not TextContent), new TextContent(text.Trim())];
            }

            foreach (var call in written?.Calls ?? [])
            {
                message.Contents.Add(call);
            }
        }

        return dropped;
    }
}
