using System.Diagnostics;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

/// <summary>A frame on its way through the dispatcher.</summary>
internal sealed class PendingFrame(StreamFrame frame, PreparedFrame prepared, IFrameLink replyTo)
{
    private volatile IFrameLink _replyTo = replyTo;

    public StreamFrame Frame { get; } = frame;

    public PreparedFrame Prepared { get; } = prepared;

    /// <summary>The link that carried the frame last: a re-sent frame moves the answer to the link it came on.</summary>
    public IFrameLink ReplyTo
    {
        get => _replyTo;
        set => _replyTo = value;
    }

    /// <summary>When it came, on the clock of <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long CameAt { get; set; }

    /// <summary>Acked before it is handled, so that nothing is owed for it any more.</summary>
    public bool IsAcked { get; set; }

    /// <summary>From its arrival to its ack; null when nobody traces.</summary>
    public Activity? Trace { get; set; }

    /// <summary>What waits for it; <see cref="OrderedLanes"/> keeps it.</summary>
    public PendingFrame? Behind { get; set; }
}
