namespace DingTalk.Stream.Tests.BadInput;

// What becomes of a frame: the code of its ack if it gets one, whether it is counted as malformed, whether a handler sees it.
internal sealed record Outcome(int? Code, bool IsCounted = false, bool IsHandled = false)
{
    // No frame at all: counted, and there is nobody to answer.
    public static readonly Outcome Skipped = new(null, IsCounted: true);

    // A frame with a payload that is none.
    public static readonly Outcome Refused = new(400, IsCounted: true);

    // A frame that nobody asked for.
    public static readonly Outcome NoHandler = new(404);

    // Odd, yet understood.
    public static readonly Outcome Handled = new(200, IsHandled: true);

    // Understood, but without an id to answer to.
    public static readonly Outcome HandledUnacked = new(null, IsHandled: true);

    // Answered by the client itself.
    public static readonly Outcome Echoed = new(200);

    // For nobody, or an unknown SYSTEM frame: neither answered nor counted.
    public static readonly Outcome Ignored = new(Code: null);
}
