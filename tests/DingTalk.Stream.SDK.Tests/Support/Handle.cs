using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.Tests.Support;

internal static class Handle
{
    public static ValueTask<HandlerResult> Ok(BotMessage message, CancellationToken cancellationToken) => new(HandlerResult.Ok());
}
