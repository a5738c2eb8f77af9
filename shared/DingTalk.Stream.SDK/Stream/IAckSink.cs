using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

/// <summary>Where the ack of a frame goes: the link that carried the frame.</summary>
internal interface IAckSink
{
    /// <summary>Queues the ack for the link's one writer; drops it when the link is gone, as DingTalk then sends the frame again.</summary>
    ValueTask SendAsync(AckFrame ack, CancellationToken cancellationToken);
}
