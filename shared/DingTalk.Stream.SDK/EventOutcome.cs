namespace DingTalk.Stream;

/// <summary>The outcome of an event. Source: docs/dingtalk-protocol.md 2.2.</summary>
public sealed record EventOutcome
{
    private EventOutcome(string? reason) => LaterReason = reason;

    /// <summary>Handled: ack 200 with <c>{"status":"SUCCESS"}</c>.</summary>
    public static EventOutcome Success { get; } = new(reason: null);

    /// <summary>Why DingTalk should send it again; null when it was handled.</summary>
    public string? LaterReason { get; }

    /// <summary>Not handled yet, so DingTalk sends it again: ack 500 with <c>{"status":"LATER","message":"why"}</c>.</summary>
    /// <param name="reason">Why; DingTalk sees it.</param>
    /// <returns>The outcome.</returns>
    public static EventOutcome Later(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return new EventOutcome(reason);
    }

    internal HandlerResult ToResult() => LaterReason is { } reason ? HandlerResult.Failed(reason) : HandlerResult.Ok();
}
