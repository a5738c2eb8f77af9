namespace DingTalk.Stream.OpenApi;

/// <summary>
/// What a session webhook can carry: <see cref="TextMessage"/>, <see cref="MarkdownMessage"/>, <see cref="LinkMessage"/>,
/// <see cref="ActionCardMessage"/> or <see cref="FeedCardMessage"/>. Source: docs/dingtalk-protocol.md 4.1.
/// </summary>
public abstract record SessionMessage
{
    /// <summary>How many people one message may mention.</summary>
    public const int MaxMentions = Mentions.Max;

    private protected SessionMessage()
    {
    }

    internal abstract SessionBody ToBody();
}
