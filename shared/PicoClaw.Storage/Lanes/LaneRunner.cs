using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PicoClaw.Storage.Lanes.Notifications;

namespace PicoClaw.Storage.Lanes;

/// <summary>Finds lanes with work, claims them and calls the service: a bounded number at a time, each lane held by one replica.</summary>
internal sealed class LaneRunner(
    LaneTable lanes,
    ILaneWork work,
    LaneSignal signal,
    LanePeers peers,
    LaneOptions options,
    TimeProvider time,
    ILogger<LaneRunner> logger) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan LingerStep = TimeSpan.FromMilliseconds(50);

    private readonly LaneDrain _drain = new(lanes, peers.Presence, work, options.SafetyMargin, time, logger);
    private readonly string _owner = $"{Environment.MachineName}/{Environment.ProcessId}";
    private readonly ConcurrentDictionary<string, LaneHold> _holds = new();
    private readonly SemaphoreSlim _slots = new(options.MaxLanes, options.MaxLanes);
    private readonly CancellationTokenSource _abort = new();
    private readonly CancellationTokenSource _hardStop = new(Timeout.InfiniteTimeSpan, time);
    private readonly CancellationTokenSource _drained = new();
    private readonly StoreFault _fault = new();
    private Task _lasting = Task.CompletedTask;

    // 1 when lanes may have work that no signal announces again: the next lane's end sweeps for them.
    private int _isBehind;

    // One pending sweep is as good as many.
    private readonly Channel<bool> _sweep =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        if (ExecuteTask is null)
        {
            // Never started, perhaps because of the store, so the store is not asked.
            return;
        }

        await LingerAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
        await using var impatience = cancellationToken.Register(Abort);
        for (var slot = 0; slot < options.MaxLanes; slot++)
        {
            await _slots.WaitAsync(CancellationToken.None);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The bus has stopped too by now: until then its intake brings work, and others are told of it.
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await _drained.CancelAsync();
        await _lasting;
    }

    public override void Dispose()
    {
        _drained.Cancel();
        _abort.Dispose();
        _hardStop.Dispose();
        _drained.Dispose();
        _slots.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Until the last lane is released: the others would free lanes in work, and would not hear of those that are handed back.
        _lasting = Task.WhenAll(
            [
                .. signal.Keys.Select(keys => FollowSignalsAsync(keys, stoppingToken)),
                peers.Presence.RunAsync(_drained.Token),
                peers.Notifier.RunAsync(Received, _drained.Token),
            ]);
        return Task.WhenAll(TickAsync(stoppingToken), SweepAsync(stoppingToken));
    }

    private async Task LingerAsync(CancellationToken cancellationToken)
    {
        if (options.StopGrace == TimeSpan.Zero)
        {
            return;
        }

        using var grace = new CancellationTokenSource(options.StopGrace, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(grace.Token, cancellationToken);
        try
        {
            while (!await IsIdleAsync(either.Token))
            {
                await Task.Delay(LingerStep, time, either.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The remaining work waits in the store for the next start.
        }
        catch (Exception exception)
        {
            // The lanes must be stopped all the same.
            Log.Failed(logger, _fault, "Waiting for the remaining work", exception);
        }
    }

    // A lane with work is claimable or holds a slot. The slot is taken before the claim, so the slots are checked on both sides.
    private async Task<bool> IsIdleAsync(CancellationToken cancellationToken) =>
        _slots.CurrentCount == options.MaxLanes
        && (await lanes.FindWorkAsync(1, cancellationToken)).Count == 0
        && _slots.CurrentCount == options.MaxLanes;

    private async Task FollowSignalsAsync(ChannelReader<string> keys, CancellationToken stopping)
    {
        try
        {
            await foreach (var key in keys.ReadAllAsync(_drained.Token))
            {
                await FollowAsync(key, stopping);
            }
        }
        catch (OperationCanceledException) when (_drained.IsCancellationRequested)
        {
        }
    }

    private async Task FollowAsync(string key, CancellationToken stopping)
    {
        if (_holds.TryGetValue(key, out var hold) && hold.Arrived())
        {
            return;
        }

        if (stopping.IsCancellationRequested)
        {
            peers.Notifier.Notify(new LaneNotice(key, IsFree: true));
            return;
        }

        try
        {
            if (await TryStartAsync(key, stopping) is not LaneStart.Started and var reason)
            {
                peers.Notifier.Notify(new LaneNotice(key, IsFree: reason == LaneStart.NoSlot));
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            peers.Notifier.Notify(new LaneNotice(key, IsFree: true));
        }
        catch (Exception exception)
        {
            Log.Failed(logger, _fault, "Looking for lanes with work", exception);
        }
    }

    // No claim for each notice: many come at once, and to many replicas; one sweep answers them all.
    private void Received(LaneNotice notice)
    {
        if (_holds.TryGetValue(notice.Key, out var hold) ? !hold.Arrived() : notice.IsFree)
        {
            RequestSweep();
        }
    }

    private async Task TickAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.SweepInterval, time);
        try
        {
            do
            {
                RequestSweep();
            }
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private async Task SweepAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var _ in _sweep.Reader.ReadAllAsync(stopping))
            {
                await SweepOnceAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private async Task SweepOnceAsync(CancellationToken stopping)
    {
        try
        {
            var free = _slots.CurrentCount;
            if (free == 0)
            {
                FallBehind();
                return;
            }

            var found = await lanes.FindWorkAsync(free, stopping);
            foreach (var key in found)
            {
                await TryStartAsync(key, stopping);
            }

            if (found.Count == free)
            {
                FallBehind();
            }

            _fault.Clear();
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            Log.Failed(logger, _fault, "Looking for lanes with work", exception);
        }
    }

    private async Task<LaneStart> TryStartAsync(string key, CancellationToken stopping)
    {
        if (!await _slots.WaitAsync(TimeSpan.Zero, stopping))
        {
            FallBehind();
            return LaneStart.NoSlot;
        }

        var claim = new LaneClaim(time.GetTimestamp(), peers.Presence.Span);
        LaneLease? lease = null;
        try
        {
            lease = await lanes.TryClaimAsync(key, _owner, claim.Span.Id, stopping);
        }
        finally
        {
            if (lease is null)
            {
                _slots.Release();
            }
        }

        if (lease is null)
        {
            return LaneStart.NotClaimed;
        }

        var hold = new LaneHold(lease, time, stopping, _abort.Token, _hardStop.Token);
        _holds[key] = hold;
        _ = RunAsync(hold, claim);
        return LaneStart.Started;
    }

    private async Task RunAsync(LaneHold hold, LaneClaim claim)
    {
        await Task.Yield();
        var isEmpty = false;
        try
        {
            isEmpty = await _drain.RunAsync(hold, claim, _abort.Token);
        }
        catch (Exception exception)
        {
            // Nothing awaits a lane, so a defect is logged here.
            Log.LaneBroken(logger, hold.Lease.Key, exception.Message);
            Log.Trace(logger, exception, hold.Lease.Key);
        }
        finally
        {
            _holds.TryRemove(new KeyValuePair<string, LaneHold>(hold.Lease.Key, hold));
            var hasUnseen = hold.End();
            if (hold.ShouldYield && (hasUnseen || !isEmpty))
            {
                peers.Notifier.Notify(new LaneNotice(hold.Lease.Key, IsFree: true));
            }

            _slots.Release();
            var isBehind = Interlocked.Exchange(ref _isBehind, 0) == 1;
            if (signal.TakeLost() || isBehind || hasUnseen || !isEmpty)
            {
                RequestSweep();
            }
        }
    }

    // A slot that became free meanwhile has not seen the mark.
    private void FallBehind()
    {
        Interlocked.Exchange(ref _isBehind, 1);
        if (_slots.CurrentCount > 0)
        {
            RequestSweep();
        }
    }

    private void Abort()
    {
        _hardStop.CancelAfter(options.FinishTime);
        _abort.Cancel();
    }

    private void RequestSweep() => _sweep.Writer.TryWrite(true);
}
