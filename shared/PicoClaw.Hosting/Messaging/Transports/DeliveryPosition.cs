namespace PicoClaw.Hosting.Messaging.Transports;

/// <summary>The position of a delivery among those of its channel.</summary>
internal sealed class DeliveryPosition(DeliverySequencer sequencer, ulong tag)
{
    public Task EnterAsync() => sequencer.EnterAsync(tag);

    public void Pass() => sequencer.Pass(tag);

    public void End() => sequencer.End(tag);
}
