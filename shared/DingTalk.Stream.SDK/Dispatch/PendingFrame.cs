using System.Diagnostics;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

// A frame in the dispatcher.
internal sealed class PendingFrame(StreamFrame frame, PreparedFrame prepared, IFrameLink replyTo)
{
    private volatile IFrameLink _replyTo = replyTo;

    public StreamFrame Frame { get; } = frame;

    public PreparedFrame Prepared { get; } = prepared;

    // The link that carried the frame last: a re-sent copy moves the ack to its own link.
    public IFrameLink ReplyTo
    {
        get => _replyTo;
        set => _replyTo = value;
    }

    // TimeProvider's timestamp of its arrival.
    public long ArrivedAt { get; set; }

    // Acked before it is handled (AckTiming.BeforeHandling): no ack is outstanding.
    public bool IsAcked { get; set; }

    // Spans arrival to ack; null when nobody listens.
    public Activity? Trace { get; set; }

    // The next frame of its lane; OrderedLanes sets it.
    public PendingFrame? Behind { get; set; }
}
