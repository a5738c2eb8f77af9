using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

/// <summary>Where the ack of a frame goes: the link that carried the frame.</summary>
internal interface IFrameLink
{
    /// <summary>Queues the ack; drops it when the link is gone, as DingTalk then sends the frame again.</summary>
    ValueTask QueueAsync(AckFrame ack);

    /// <summary>Has what is queued written now.</summary>
    void Flush();

    /// <summary>A frame that it carried may be answered: the link stays open for that as long as its peer lets it.</summary>
    void Expect();

    /// <summary>The ack of such a frame is queued, or will not come.</summary>
    void Settle();

    /// <summary>DingTalk has announced that it pushes nothing more on this link.</summary>
    void Leave();
}
