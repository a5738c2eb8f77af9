using DingTalk.Stream.Protocol;
using Microsoft.Extensions.Logging;

namespace DingTalk.Stream;

/// <summary>
/// Runs handlers: one after another within an ordering key, in parallel over keys, a bounded number at once. One for all
/// links of a client, so that the order outlives a change of links.
/// </summary>
internal sealed class Dispatcher : IDisposable
{
    private const int RoomPerHandler = 4;

    private readonly SemaphoreSlim _running;
    private readonly SemaphoreSlim _room;
    private readonly OrderedLanes _lanes = new();
    private readonly InFlightFrames _inFlight = new();
    private readonly ReadyFrames _ready;
    private readonly CancellationTokenSource _stopping = new();
    private readonly HandlerRunner _runner;
    private readonly AckCache _handled;
    private readonly DingTalkStreamOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationToken _stopped;
    private long _fullSince;

    public Dispatcher(DingTalkStreamOptions options, HandlerRunner runner, AckCache handled, TimeProvider time, ILogger logger)
    {
        (_options, _runner, _handled, _time, _logger) = (options, runner, handled, time, logger);
        _ready = new ReadyFrames(RunLaneAsync);
        _stopped = _stopping.Token;
        _running = new SemaphoreSlim(options.MaxConcurrentHandlers);
        _room = new SemaphoreSlim(options.MaxConcurrentHandlers * RoomPerHandler);
    }

    /// <summary>
    /// Takes a frame in. Waits while there is no room, which stops the reading of the socket; but not for longer than half
    /// the keep-alive timeout, as pings and pongs come on the same socket: then the frame is left unanswered, to come again.
    /// </summary>
    public async ValueTask AcceptAsync(PendingFrame work)
    {
        work.CameAt = _time.GetTimestamp();
        if (!_inFlight.TryAdd(work))
        {
            Log.DuplicateSkipped(_logger, _options.ClientId, work.Frame.Headers.MessageId);
            return;
        }

        // Only now: a frame that is no longer in flight has left its ack behind.
        if (_handled.Find(work.Frame.Headers.MessageId) is { } ack)
        {
            _inFlight.Remove(work);
            StreamMetrics.Acked(_options.ClientId, work.Frame, ack.Code);
            Log.AckRepeated(_logger, _options.ClientId, work.Frame.Headers.MessageId);
            await AnswerAsync(ack, work.ReplyTo).ConfigureAwait(false);
            work.ReplyTo.Settle();
            return;
        }

        if (!await ReserveRoomAsync().ConfigureAwait(false))
        {
            _inFlight.Remove(work);
            work.ReplyTo.Settle();
            StreamMetrics.LeftUnanswered(_options.ClientId, work.Frame);
            Log.FrameShed(_logger, _options.ClientId, work.Frame.Headers.MessageId);
            return;
        }

        work.Trace = StreamTrace.Begin(work);
        if (work.Prepared.Ack == AckTiming.BeforeHandling && work.Frame.Headers.MessageId.Length > 0 && !_stopped.IsCancellationRequested)
        {
            await AckNowAsync(work).ConfigureAwait(false);
        }

        if (_lanes.Enter(work))
        {
            _ready.Add(work);
        }
    }

    /// <summary>Sends an ack, together with others where some are about to come.</summary>
    public async ValueTask AnswerAsync(AckFrame ack, IFrameLink link)
    {
        var queued = link.QueueAsync(ack);
        if (!queued.IsCompleted)
        {
            _ready.AskForAnother();
        }

        await queued.ConfigureAwait(false);
        _ready.Answered(link);
    }

    /// <summary>Awaits what a reader waits for, and meanwhile has its thread start what is ready.</summary>
    public Suspension<T> Suspend<T>(ValueTask<T> awaited) => new(awaited, _ready);

    /// <summary>Has another thread start what is ready: a reader that ends reads nothing more, and so would never come to it.</summary>
    public void StartReady() => _ready.AskForAnother();

    /// <summary>
    /// Starts what is ready and nothing more, what is accepted from now on included, and waits for what runs; what still runs after the time limit is
    /// cancelled and left behind.
    /// </summary>
    public async Task DrainAsync()
    {
        await _ready.StartAllAsync(_time).ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        using var deadline = new CancellationTokenSource(_options.DrainTimeout, _time);
        var idle = 0;
        try
        {
            for (; idle < _options.MaxConcurrentHandlers; idle++)
            {
                await _running.WaitAsync(deadline.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            Log.DrainTimedOut(_logger, _options.ClientId, _options.MaxConcurrentHandlers - idle);
            await _runner.AbortAsync().ConfigureAwait(false);
        }
    }

    // The semaphores are left to the collector: a handler left behind still releases them.
    public void Dispose() => _stopping.Dispose();

    private async Task RunLaneAsync(PendingFrame first)
    {
        for (var work = first; work is not null; work = _lanes.Next(work))
        {
            try
            {
                await _running.WaitAsync(_stopped).ConfigureAwait(false);
                try
                {
                    await HandleAsync(work).ConfigureAwait(false);
                }
                finally
                {
                    _running.Release();
                }
            }
            catch (OperationCanceledException)
            {
                Abandon(work);
            }
            finally
            {
                if (!work.IsAcked)
                {
                    // No longer in flight, so that no copy of it moves the answer to another link.
                    work.ReplyTo.Settle();
                }

                work.Trace?.Dispose();
                _room.Release();
            }
        }
    }

    private void Abandon(PendingFrame work)
    {
        if (work.IsAcked)
        {
            Log.AckedFrameDropped(_logger, _options.ClientId, work.Frame.Headers.MessageId);
            return;
        }

        // Never started, so never acked: DingTalk sends it again, on a link that is open then.
        _inFlight.Remove(work);
    }

    private async ValueTask AckNowAsync(PendingFrame work)
    {
        var ack = AckFrame.Ok(work.Frame);
        work.IsAcked = true;
        _handled.Add(work.Frame, ack);
        _inFlight.Remove(work);
        using var trace = StreamTrace.Ack(work, ack.Code);
        Measure(work, ack);
        await AnswerAsync(ack, work.ReplyTo).ConfigureAwait(false);
        work.ReplyTo.Settle();
    }

    private void Measure(PendingFrame work, AckFrame ack) => StreamMetrics.Acked(_options.ClientId, work, ack.Code, _time.GetElapsedTime(work.CameAt));

    private async Task HandleAsync(PendingFrame work)
    {
        if (_stopped.IsCancellationRequested)
        {
            Abandon(work);
            return;
        }

        var answer = await _runner.RunAsync(work).ConfigureAwait(false);
        if (work.IsAcked)
        {
            return;
        }

        if (answer is { MessageId.Length: > 0 } ack)
        {
            // A copy that comes once the ack has left must find it, and not a frame in flight that will answer nothing more.
            _handled.Add(work.Frame, ack);
            _inFlight.Remove(work);
            using var trace = StreamTrace.Ack(work, ack.Code);
            Measure(work, ack);
            await AnswerAsync(ack, work.ReplyTo).ConfigureAwait(false);
        }
        else
        {
            StreamTrace.Withheld(work);
            StreamMetrics.LeftUnanswered(_options.ClientId, work.Frame);
            _inFlight.Remove(work);
        }
    }

    private async ValueTask<bool> ReserveRoomAsync()
    {
        if (_room.Wait(0))
        {
            Volatile.Write(ref _fullSince, 0);
            return true;
        }

        var now = _time.GetTimestamp();
        var since = Interlocked.CompareExchange(ref _fullSince, now, 0) is var earlier and not 0 ? earlier : now;
        var patience = (_options.KeepAliveTimeout / 2) - _time.GetElapsedTime(since, now);
        if (patience <= TimeSpan.Zero || _stopped.IsCancellationRequested)
        {
            return false;
        }

        _ready.AskForAnother();
        using var deadline = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _stopped);
        try
        {
            // Patience is not renewed by a frame that got in late: a backlog of those would keep a ping waiting for ever.
            await _room.WaitAsync(either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
