using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

// The link that carried a frame: the dispatcher sends the frame's ack there.
internal interface IFrameLink
{
    // Queues an ack. On a lost link it is dropped, because DingTalk re-sends the frame.
    ValueTask QueueAsync(AckFrame ack);

    // Writes the queued acks.
    void Flush();

    // An ack for a frame of this link may follow, so the link stays open for it as long as the peer allows.
    void Expect();

    // That ack is queued, or will not come.
    void Settle();

    // DingTalk announced that it pushes nothing more on this link.
    void Leave();
}
