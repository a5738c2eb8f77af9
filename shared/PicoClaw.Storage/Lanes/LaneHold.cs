using System.Threading.Channels;

namespace PicoClaw.Storage.Lanes;

/// <summary>A lane in work on this replica.</summary>
public sealed class LaneHold
{
    // One note that something arrived is as good as many.
    private readonly Channel<bool> _arrived = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private Func<bool> _stands = () => true;

    internal LaneHold(LaneLease lease, TimeProvider time, CancellationToken stopping)
    {
        Lease = lease;
        _time = time;
        _stopping = stopping;
    }

    public LaneLease Lease { get; }

    /// <summary>True when the process stops: finish the piece of work in hand, start no other.</summary>
    public bool ShouldYield => _stopping.IsCancellationRequested;

    /// <summary>
    /// Fails when the lease is, or may soon be, somebody else's: for just before what cannot be taken back. A process that was stopped and wakes up goes on
    /// with its next line, and the timer that cancels its work may come after that.
    /// </summary>
    public void ThrowIfOver()
    {
        if (!_stands())
        {
            throw new LeaseLostException(Lease.Key);
        }
    }

    /// <summary>Keeps the lane while its work is not due yet; ends early when more arrives or the process stops.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(atMost, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, _stopping, cancellationToken);
        try
        {
            await _arrived.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time is up or the process stops; both are answers.
        }
    }

    internal void KeptBy(LeaseKeeper keeper) => _stands = () => keeper.Stands;

    internal void Arrived() => _arrived.Writer.TryWrite(true);
}
