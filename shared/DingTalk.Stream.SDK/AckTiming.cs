namespace DingTalk.Stream;

/// <summary>When a message to the bot is acked. Source: docs/dingtalk-protocol.md 2.6 and B1 (DingTalk's own limit is 3 s).</summary>
public enum AckTiming
{
    /// <summary>Once its handler has returned, with what it returned: a message that is not handled comes again. The handler has <see cref="DingTalkStreamOptions.HandlerTimeout"/>.</summary>
    AfterHandling,

    /// <summary>
    /// As soon as it has come, for handlers that take long, such as those that ask a model: they have no deadline and are cancelled only by a stop. What they return or throw
    /// changes nothing any more, and a message whose handler fails, or was still waiting when the program stopped, does not come again.
    /// </summary>
    BeforeHandling,
}
