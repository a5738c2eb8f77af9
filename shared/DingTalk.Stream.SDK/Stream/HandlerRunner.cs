using DingTalk.Stream.Protocol;
using Microsoft.Extensions.Logging;

namespace DingTalk.Stream;

/// <summary>Runs one handler and turns its outcome into at most one ack.</summary>
internal sealed class HandlerRunner(
    DingTalkStreamOptions options, MalformedFrames malformed, AckCache handled, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly CancellationTokenSource _abort = new();

    public async Task RunAsync(FrameWork work, Func<IAckSink> replyTo)
    {
        if (await HandleAsync(work) is { } ack && ack.MessageId.Length > 0)
        {
            // Before it leaves: a copy of the frame that comes meanwhile must find it.
            handled.Add(work.Frame, ack);
            await replyTo().SendAsync(ack, CancellationToken.None);
        }
    }

    /// <summary>Cancels every handler that still runs.</summary>
    public Task AbortAsync() => _abort.CancelAsync();

    public void Dispose() => _abort.Dispose();

    private async Task<AckFrame?> HandleAsync(FrameWork work)
    {
        var frame = work.Frame;
        using var timeout = new CancellationTokenSource(options.HandlerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _abort.Token);
        using var onTimeout = timeout.Token.Register(() => Log.HandlerTimedOut(logger, options.ClientId, frame.Headers.Topic, frame.Headers.MessageId));
        try
        {
            var result = await work.Prepared.Handle(either.Token);
            return timeout.IsCancellationRequested ? null : result.ToAck(frame);
        }
        catch (MalformedFrameException exception)
        {
            malformed.Report(frame, exception.Message);
            return AckFrame.Malformed(frame);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // Whatever a handler throws, the frame is left unanswered and comes again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.HandlerFailed(logger, options.ClientId, frame.Headers.Topic, frame.Headers.MessageId, exception);
            return null;
        }
    }
}
