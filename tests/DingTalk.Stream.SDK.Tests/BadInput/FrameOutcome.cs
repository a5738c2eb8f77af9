namespace DingTalk.Stream.Tests.BadInput;

/// <summary>What becomes of a frame: the code of its ack if it gets one, whether it is counted as malformed, whether a handler sees it.</summary>
internal sealed record FrameOutcome(int? Code, bool IsCounted = false, bool IsHandled = false)
{
    /// <summary>No frame at all: counted, and there is nobody to answer.</summary>
    public static readonly FrameOutcome Skipped = new(null, IsCounted: true);

    /// <summary>A frame with a payload that is none.</summary>
    public static readonly FrameOutcome Refused = new(400, IsCounted: true);

    /// <summary>A frame that nobody asked for.</summary>
    public static readonly FrameOutcome NoHandler = new(404);

    /// <summary>Odd, yet understood.</summary>
    public static readonly FrameOutcome Handled = new(200, IsHandled: true);

    /// <summary>Understood, but without an id to answer to.</summary>
    public static readonly FrameOutcome HandledUnacked = new(null, IsHandled: true);

    /// <summary>Answered by the client itself.</summary>
    public static readonly FrameOutcome Echoed = new(200);

    /// <summary>For nobody, or an unknown SYSTEM frame: neither answered nor counted.</summary>
    public static readonly FrameOutcome Ignored = new(Code: null);
}
