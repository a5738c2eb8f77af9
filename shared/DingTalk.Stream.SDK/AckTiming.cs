namespace DingTalk.Stream;

/// <summary>When a bot message is acked. Source: docs/dingtalk-protocol.md 2.6 and B1 (DingTalk's own limit is 3 s).</summary>
public enum AckTiming
{
    /// <summary>
    /// After its handler has returned, with the handler's result: a message that is not handled is re-sent. The handler has
    /// <see cref="DingTalkStreamOptions.HandlerTimeout"/>.
    /// </summary>
    AfterHandling,

    /// <summary>
    /// On arrival, for slow handlers such as those that call a model: they have no deadline and only a stop cancels them. Their results and
    /// exceptions change nothing, and a message whose handler fails, or that still waits when the program stops, is not re-sent.
    /// </summary>
    BeforeHandling,
}
