namespace DingTalk.Stream.Tests.BadInput;

// The outcome of a frame: the code of its ack, if any, whether it counts as malformed, and whether a handler sees it.
internal sealed record Outcome(int? Code, bool IsCounted = false, bool IsHandled = false)
{
    // Not a frame: counted and not acked.
    public static readonly Outcome Skipped = new(null, IsCounted: true);

    // A frame with an invalid payload.
    public static readonly Outcome Refused = new(400, IsCounted: true);

    // A frame without a subscription.
    public static readonly Outcome NoHandler = new(404);

    // Unusual, but understood.
    public static readonly Outcome Handled = new(200, IsHandled: true);

    // Understood, but without an id to ack.
    public static readonly Outcome HandledUnacked = new(null, IsHandled: true);

    // Answered by the client itself.
    public static readonly Outcome Echoed = new(200);

    // Without type and id, or an unknown SYSTEM frame: neither acked nor counted.
    public static readonly Outcome Ignored = new(Code: null);
}
