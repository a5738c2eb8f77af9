using DingTalk.Stream.Protocol;
using Microsoft.Extensions.Logging;

namespace DingTalk.Stream;

// Runs handlers: in order within an ordering key, in parallel across keys, and a bounded number at once. A client has one dispatcher for
// all its links, so the order survives a change of links.
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
    private int _lanesAtWork;

    public Dispatcher(DingTalkStreamOptions options, HandlerRunner runner, AckCache handled, TimeProvider time, ILogger logger)
    {
        (_options, _runner, _handled, _time, _logger) = (options, runner, handled, time, logger);
        _ready = new ReadyFrames(RunLaneAsync);
        _stopped = _stopping.Token;
        _running = new SemaphoreSlim(options.MaxConcurrentHandlers);
        _room = new SemaphoreSlim(options.MaxConcurrentHandlers * RoomPerHandler);
    }

    // Accepts a frame. While there is no room it waits, so the socket is not read; but for at most half the keep-alive timeout, because
    // pongs come on the same socket. After that the frame stays unanswered and DingTalk re-sends it.
    public async ValueTask AcceptAsync(PendingFrame pending)
    {
        pending.ArrivedAt = _time.GetTimestamp();
        if (!_inFlight.TryAdd(pending))
        {
            Log.DuplicateSkipped(_logger, _options.ClientId, pending.Frame.Headers.MessageId);
            return;
        }

        // Looked up after the frame entered the in-flight table: a copy that has just left the table has stored its ack.
        if (_handled.Find(pending.Frame.Headers.MessageId) is { } ack)
        {
            _inFlight.Remove(pending);
            StreamMetrics.Acked(_options.ClientId, pending.Frame, ack.Code);
            Log.AckRepeated(_logger, _options.ClientId, pending.Frame.Headers.MessageId);
            await AnswerAsync(ack, pending.ReplyTo).ConfigureAwait(false);
            pending.ReplyTo.Settle();
            return;
        }

        if (!await ReserveRoomAsync().ConfigureAwait(false))
        {
            _inFlight.Remove(pending);
            pending.ReplyTo.Settle();
            StreamMetrics.LeftUnanswered(_options.ClientId, pending.Frame);
            Log.FrameShed(_logger, _options.ClientId, pending.Frame.Headers.MessageId);
            return;
        }

        pending.Trace = StreamTrace.Begin(pending);
        if (pending.Prepared.Ack == AckTiming.BeforeHandling && pending.Frame.Headers.MessageId.Length > 0 && !_stopped.IsCancellationRequested)
        {
            await AckNowAsync(pending).ConfigureAwait(false);
        }

        if (_lanes.Enter(pending))
        {
            Interlocked.Increment(ref _lanesAtWork);
            _ready.Add(pending);
        }
    }

    // Queues an ack; acks that follow soon leave in the same write.
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

    // Awaits a read; if it suspends, the reader's thread starts the ready frames first.
    public Suspension<T> Suspend<T>(ValueTask<T> awaited) => new(awaited, _ready);

    // Starts the ready frames on another thread: a reader that has ended never waits again and would not start them.
    public void StartReady() => _ready.AskForAnother();

    // Begins something while no handler runs, or at the deadline beside those that do. Frames that come meanwhile wait and run afterwards.
    public async Task<T> BetweenHandlersAsync<T>(Func<T> begin, CancellationToken deadline)
    {
        await _ready.StartAllAsync(_time).ConfigureAwait(false);
        var idle = await AcquireAllAsync(deadline).ConfigureAwait(false);
        try
        {
            return begin();
        }
        finally
        {
            if (idle > 0)
            {
                _running.Release(idle);
            }
        }
    }

    // Waits until all that was read is handled, or for the deadline.
    public async Task SettleAsync(CancellationToken deadline)
    {
        while (Volatile.Read(ref _lanesAtWork) > 0 && !deadline.IsCancellationRequested)
        {
            await BetweenHandlersAsync(() => true, deadline).ConfigureAwait(false);

            // A lane that has ended one frame and not yet begun the next.
            await Task.Yield();
        }
    }

    // Starts the frames that are ready now, refuses later ones, and waits for running handlers; at the deadline it cancels and abandons
    // them.
    public async Task DrainAsync(CancellationToken deadline)
    {
        await _ready.StartAllAsync(_time).ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        var idle = await AcquireAllAsync(deadline).ConfigureAwait(false);
        if (idle < _options.MaxConcurrentHandlers)
        {
            Log.DrainTimedOut(_logger, _options.ClientId, _options.MaxConcurrentHandlers - idle);
            await _runner.AbortAsync().ConfigureAwait(false);
        }
    }

    // The semaphores are not disposed: an abandoned handler still releases them.
    public void Dispose()
    {
        _stopping.Dispose();
        _ready.Dispose();
    }

    private async Task RunLaneAsync(PendingFrame first)
    {
        for (var pending = first; pending is not null; pending = _lanes.Next(pending))
        {
            try
            {
                await _running.WaitAsync(_stopped).ConfigureAwait(false);
                try
                {
                    await HandleAsync(pending).ConfigureAwait(false);
                }
                finally
                {
                    _running.Release();
                }
            }
            catch (OperationCanceledException)
            {
                Abandon(pending);
            }
            finally
            {
                if (!pending.IsAcked)
                {
                    // The frame has left the in-flight table, so no copy can change ReplyTo any more.
                    pending.ReplyTo.Settle();
                }

                pending.Trace?.Dispose();
                _room.Release();
            }
        }

        Interlocked.Decrement(ref _lanesAtWork);
    }

    // How many places of handlers it got by the deadline.
    private async Task<int> AcquireAllAsync(CancellationToken deadline)
    {
        var idle = 0;
        try
        {
            for (; idle < _options.MaxConcurrentHandlers; idle++)
            {
                // A place that is free counts even after the deadline.
                if (!_running.Wait(0, CancellationToken.None))
                {
                    await _running.WaitAsync(deadline).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The rest are at work.
        }

        return idle;
    }

    private void Abandon(PendingFrame pending)
    {
        if (pending.IsAcked)
        {
            Log.AckedFrameDropped(_logger, _options.ClientId, pending.Frame.Headers.MessageId);
            return;
        }

        // It was never started and never acked, so DingTalk re-sends it.
        _inFlight.Remove(pending);
    }

    private async ValueTask AckNowAsync(PendingFrame pending)
    {
        var ack = AckFrame.Ok(pending.Frame);
        pending.IsAcked = true;
        _handled.Add(pending.Frame, ack);
        _inFlight.Remove(pending);
        using var trace = StreamTrace.Ack(pending, ack.Code);
        Measure(pending, ack);
        await AnswerAsync(ack, pending.ReplyTo).ConfigureAwait(false);
        pending.ReplyTo.Settle();
    }

    private void Measure(PendingFrame pending, AckFrame ack) =>
        StreamMetrics.Acked(_options.ClientId, pending, ack.Code, _time.GetElapsedTime(pending.ArrivedAt));

    private async Task HandleAsync(PendingFrame pending)
    {
        if (_stopped.IsCancellationRequested)
        {
            Abandon(pending);
            return;
        }

        var answer = await _runner.RunAsync(pending).ConfigureAwait(false);
        if (pending.IsAcked)
        {
            return;
        }

        if (answer is { MessageId.Length: > 0 } ack)
        {
            // The ack is stored before the frame leaves the table, so a copy finds one or the other.
            _handled.Add(pending.Frame, ack);
            _inFlight.Remove(pending);
            using var trace = StreamTrace.Ack(pending, ack.Code);
            Measure(pending, ack);
            await AnswerAsync(ack, pending.ReplyTo).ConfigureAwait(false);
        }
        else
        {
            StreamTrace.Withheld(pending);
            StreamMetrics.LeftUnanswered(_options.ClientId, pending.Frame);
            _inFlight.Remove(pending);
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
            // _fullSince is not reset here: frames that get in late, one after another, could otherwise delay a pong for ever.
            await _room.WaitAsync(either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
