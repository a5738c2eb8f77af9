using System.Diagnostics;
using DingTalk.Stream.Protocol;
using Microsoft.Extensions.Logging;

namespace DingTalk.Stream;

// Runs one handler and turns its outcome into at most one ack.
internal sealed class HandlerRunner
{
    private static readonly TimeSpan AbortTimeout = TimeSpan.FromSeconds(1);

    // A deadline is used again when it has not passed; a source with a timer for each frame cost more than most handlers.
    private const int MostIdle = 32;

    private readonly HashSet<CancellationTokenSource> _running = [];
    private readonly Stack<CancellationTokenSource> _idle = [];
    private readonly Action<object?> _reportOverdue;
    private readonly DingTalkStreamOptions _options;
    private readonly MalformedFrames _malformed;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile bool _aborted;

    public HandlerRunner(DingTalkStreamOptions options, MalformedFrames malformed, TimeProvider time, ILogger logger)
    {
        (_options, _malformed, _time, _logger) = (options, malformed, time, logger);
        _reportOverdue = frame => ReportOverdue((StreamFrame)frame!);
    }

    // Null leaves the frame unanswered.
    public async ValueTask<AckFrame?> RunAsync(PendingFrame pending)
    {
        var frame = pending.Frame;
        Activity.Current = pending.Trace;
        var deadline = Enter(pending.IsAcked ? Timeout.InfiniteTimeSpan : _options.HandlerTimeout);
        var onDeadline = deadline.Token.UnsafeRegister(_reportOverdue, frame);
        try
        {
            var result = await pending.Prepared.Handle(pending.Prepared.Message, deadline.Token).ConfigureAwait(false);
            return deadline.IsCancellationRequested && !_aborted ? null : result.ToAck(frame);
        }
        catch (MalformedFrameException exception)
        {
            _malformed.Report(frame, exception.Message);
            return AckFrame.Malformed(frame);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // Whatever a handler throws, the frame is left unanswered and comes again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            ReportFailure(pending, exception);
            return null;
        }
        finally
        {
            var isOverdue = deadline.IsCancellationRequested;
            if (onDeadline.Unregister() && isOverdue)
            {
                // The handler noticed the deadline before our callback ran.
                ReportOverdue(frame);
            }

            Leave(deadline);
        }
    }

    private void ReportFailure(PendingFrame pending, Exception exception)
    {
        var headers = pending.Frame.Headers;
        if (pending.IsAcked)
        {
            Log.AckedHandlerFailed(_logger, _options.ClientId, headers.Topic, headers.MessageId, exception);
        }
        else
        {
            Log.HandlerFailed(_logger, _options.ClientId, headers.Topic, headers.MessageId, exception);
        }
    }

    // Cancels every running handler and gives their cancellation callbacks a moment, as those may block or throw.
    public async Task AbortAsync()
    {
        _aborted = true;
        Task cancelled;
        lock (_running)
        {
            // The callbacks run on other threads, so none of them can deadlock on this lock.
            cancelled = Task.WhenAll(_running.Select(deadline => deadline.CancelAsync()).ToList());
        }

        try
        {
            await cancelled.WaitAsync(AbortTimeout, _time).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A handler's callback is its own business; the stop goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.AbortFailed(_logger, _options.ClientId, exception.GetType().Name);
        }
    }

    private CancellationTokenSource Enter(TimeSpan timeout)
    {
        lock (_running)
        {
            if (_idle.TryPop(out var deadline))
            {
                deadline.CancelAfter(timeout);
            }
            else
            {
                deadline = new CancellationTokenSource(timeout, _time);
            }

            _running.Add(deadline);
            return deadline;
        }
    }

    private void Leave(CancellationTokenSource deadline)
    {
        lock (_running)
        {
            _running.Remove(deadline);
            if (_idle.Count < MostIdle && deadline.TryReset())
            {
                _idle.Push(deadline);
                return;
            }
        }

        deadline.Dispose();
    }

    private void ReportOverdue(StreamFrame frame)
    {
        if (!_aborted)
        {
            Log.HandlerTimedOut(_logger, _options.ClientId, frame.Headers.Topic, frame.Headers.MessageId);
        }
    }
}
