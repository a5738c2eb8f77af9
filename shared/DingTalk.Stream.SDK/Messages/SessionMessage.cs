namespace DingTalk.Stream.OpenApi;

/// <summary>
/// A message for a session webhook: <see cref="TextMessage"/>, <see cref="MarkdownMessage"/>, <see cref="LinkMessage"/>,
/// <see cref="ActionCardMessage"/> or <see cref="FeedCardMessage"/>. Source: docs/dingtalk-protocol.md 4.1.
/// </summary>
public abstract record SessionMessage
{
    /// <summary>The most users one message may mention.</summary>
    public const int MaxMentions = Mentions.Max;

    private protected SessionMessage()
    {
    }

    internal abstract SessionBody ToBody();
}
