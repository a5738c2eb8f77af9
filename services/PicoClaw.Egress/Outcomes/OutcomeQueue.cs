using System.Threading.Channels;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Outcomes;

/// <summary>
/// Between the sender, which never waits for it, and the bus. When it is full the newest are dropped and counted: the outbox is the record.
/// </summary>
internal sealed class OutcomeQueue(TimeProvider time)
{
    private readonly Channel<Outcome> _queue = Channel.CreateBounded<Outcome>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.Wait });
    private long _lost;

    public ChannelReader<Outcome> Reader => _queue.Reader;

    public void Delivered(OutboxRow row, Guid? callId, string? key) => Put(new Outcome(row, callId, null, time.GetUtcNow()) { Key = key });

    public void Failed(OutboxRow row, string reason) => Put(new Outcome(row, null, reason, time.GetUtcNow()));

    /// <summary>How many were lost since it was last asked.</summary>
    public long TakeLost() => Interlocked.Exchange(ref _lost, 0);

    private void Put(Outcome outcome)
    {
        if (!_queue.Writer.TryWrite(outcome))
        {
            Interlocked.Increment(ref _lost);
        }
    }
}
