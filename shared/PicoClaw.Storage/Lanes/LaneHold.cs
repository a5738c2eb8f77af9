using System.Threading.Channels;
using PicoClaw.Storage.Lanes.Presence;

namespace PicoClaw.Storage.Lanes;

/// <summary>A lane in work on this replica.</summary>
public sealed class LaneHold
{
    // One pending signal is as good as many.
    private readonly Channel<bool> _arrived =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private long _safeUntil;
    private volatile PresenceSpan _span = PresenceSpan.Hidden();
    private bool _isOver;

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
    /// For steps that cannot be undone, such as a call in flight and the record of its outcome. Not cancelled when the lease is lost; when the process
    /// stops, cancelled <see cref="LaneOptions.FinishTime"/> later than the lane's own token.
    /// </summary>
    public CancellationToken HardStop { get; }

    /// <summary>True when the process stops: finish the current piece of work, start no other.</summary>
    public bool ShouldYield => _stopping.IsCancellationRequested;

    /// <summary>
    /// Cancelled when the process no longer waits for its work, but not, unlike the token passed to the work, when the lease runs out:
    /// for a commit guarded by <see cref="LaneTable.GuardAsync"/>, which may wait for its store longer than the lease lasts.
    /// </summary>
    public CancellationToken Aborted { get; }

    /// <summary>
    /// False when another replica may have the lane: the lease may be over, or this replica may be taken for dead. Check right before a step
    /// that no commit guards, and put it off; the lane is not lost yet.
    /// </summary>
    public bool MayAct => IsLeaseSafe && _span.IsProven;

    /// <summary>
    /// False when the lease may be over. Read from the monotonic clock, not from a timer, so that a paused process knows it as soon as it continues.
    /// </summary>
    public bool IsLeaseSafe => _time.GetTimestamp() < Volatile.Read(ref _safeUntil);

    /// <summary>Throws if <see cref="IsLeaseSafe"/> is false: call it right before a step that cannot be undone.</summary>
    public void ThrowIfOver()
    {
        if (!IsLeaseSafe)
        {
            throw new LeaseLostException(Lease.Key);
        }
    }

    /// <summary>Keeps the lane while its work is not due yet. True, early, when more arrives; false when time is up or the process stops.</summary>
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
            return false;
        }
    }

    /// <summary>The number of consecutive failures in the lane.</summary>
    internal int Failures { get; set; }

    /// <summary>Under what it was last claimed or renewed.</summary>
    internal PresenceSpan Span => _span;

    /// <summary>The lane was claimed or renewed by what was sent at <paramref name="since"/>.</summary>
    internal void SafeFor(TimeSpan left, long since, PresenceSpan span)
    {
        Volatile.Write(ref _safeUntil, since + (long)(left.TotalSeconds * _time.TimestampFrequency));
        _span = span;
    }

    /// <summary>Tells the holder that more has arrived; false when the hold is over, so that somebody else has to look.</summary>
    internal bool Arrived()
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                _arrived.Writer.TryWrite(true);
            }

            return !_isOver;
        }
    }

    /// <summary>True when more arrived that the holder was told of and may not have seen.</summary>
    internal bool End()
    {
        lock (_gate)
        {
            _isOver = true;
            return _arrived.Reader.TryRead(out _);
        }
    }
}
