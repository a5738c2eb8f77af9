using System.Threading.Channels;

namespace PicoClaw.Storage.Lanes;

/// <summary>A lane in work on this replica.</summary>
public sealed class LaneHold
{
    // One note that something arrived is as good as many.
    private readonly Channel<bool> _arrived = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private long _safeUntil;

    internal LaneHold(LaneLease lease, TimeProvider time, CancellationToken stopping, CancellationToken aborted, CancellationToken hardStop)
    {
        Aborted = aborted;
        Lease = lease;
        Failures = lease.Failures;
        HardStop = hardStop;
        _time = time;
        _stopping = stopping;
    }

    public LaneLease Lease { get; }

    /// <summary>
    /// For what was begun and cannot be taken back, such as a call that is out and the recording of its outcome. Not cancelled when the lease is lost; when the process
    /// stops, <see cref="LaneOptions.FinishTime"/> later than the lane's own token.
    /// </summary>
    public CancellationToken HardStop { get; }

    /// <summary>True when the process stops: finish the piece of work in hand, start no other.</summary>
    public bool ShouldYield => _stopping.IsCancellationRequested;

    /// <summary>
    /// Cancelled when the process waits for its work no longer; not, as the token that work is given, when the lease runs out: for a commit that <see cref="LaneTable.GuardAsync"/> guards,
    /// which may wait for its store beyond the lease.
    /// </summary>
    public CancellationToken Aborted { get; }

    /// <summary>
    /// False when the lease may be somebody else's. By the monotonic clock and not by a timer, so that a process which was paused knows it before it goes on:
    /// ask right before what no commit guards.
    /// </summary>
    public bool IsLeaseSafe => _time.GetTimestamp() < Volatile.Read(ref _safeUntil);

    /// <summary>Fails where <see cref="IsLeaseSafe"/> is false: for just before what cannot be taken back.</summary>
    public void ThrowIfOver()
    {
        if (!IsLeaseSafe)
        {
            throw new LeaseLostException(Lease.Key);
        }
    }

    /// <summary>Keeps the lane while its work is not due yet; ends early when more arrives, then true, or the process stops.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(atMost, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, _stopping, cancellationToken);
        try
        {
            return await _arrived.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time is up or the process stops; both are answers.
            return false;
        }
    }

    /// <summary>How often in a row work in the lane failed.</summary>
    internal int Failures { get; set; }

    internal void SafeFor(TimeSpan left, long since) => Volatile.Write(ref _safeUntil, since + (long)(left.TotalSeconds * _time.TimestampFrequency));

    internal void Arrived() => _arrived.Writer.TryWrite(true);
}
