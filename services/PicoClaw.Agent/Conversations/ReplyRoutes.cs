using PicoClaw.Contracts;

namespace PicoClaw.Agent.Conversations;

internal static class ReplyRoutes
{
    /// <summary>
    /// The newest route that is known to be open: it names its end, and the end lies ahead. A route without an end may never have had a
    /// cheap way, so it is taken only when no other is known to be open. All of them lead to the same conversation.
    /// </summary>
    public static ReplyRoute Choose(IReadOnlyList<MessageReceived> messages, DateTimeOffset now) =>
        Newest([.. messages.Select(message => message.ReplyRoute)], now);

    /// <summary>The same of routes, the newest last.</summary>
    public static ReplyRoute Newest(List<ReplyRoute> routes, DateTimeOffset now) =>
        routes.FindLast(route => route.ExpiresAt > now) ?? routes.FindLast(route => route.ExpiresAt is null) ?? routes[^1];
}
