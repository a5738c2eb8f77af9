using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Models.Pipeline;

/// <summary>Asks a model that does not see: in place of pictures, which its service would refuse, it is told that they were there.</summary>
internal sealed class SightlessChatClient(IChatClient inner) : PipelineChatClient(inner)
{
    private const string Placeholder = "[A picture, which you cannot see: say so if it matters.]";

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        base.GetResponseAsync(messages.Select(Told), options, cancellationToken);

    private static ChatMessage Told(ChatMessage message)
    {
        if (!message.Contents.Any(IsPicture))
        {
            return message;
        }

        var told = message.Clone();
        told.Contents = [.. message.Contents.Select(content => IsPicture(content) ? new TextContent(Placeholder) : content)];
        return told;
    }

    private static bool IsPicture(AIContent content) => content is DataContent data && data.HasTopLevelMediaType("image");
}
