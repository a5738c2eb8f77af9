using DingTalk.Stream.Protocol;
using Microsoft.Extensions.Logging;

namespace DingTalk.Stream;

// Handles each message read from a link. No exception leaves it, because that would end the link.
internal sealed class FrameReceiver(
    DingTalkStreamOptions options, RouteTable routes, Dispatcher dispatcher, MalformedFrames malformed, StatusTracker status, ILogger logger)
{
    public Suspension<T> Suspend<T>(ValueTask<T> awaited) => dispatcher.Suspend(awaited);

    public void StartReady() => dispatcher.StartReady();

    public void Heard() => status.Heard();

    public void Oversized()
    {
        StreamMetrics.ArrivedMalformed(options.ClientId);
        malformed.Report(null, $"the frame is larger than {options.MaxFrameBytes} bytes");
    }

    // The caller reuses `utf8` (the frame) and `data` (a buffer for its data) once this returns. The ack goes to `link`.
    public async ValueTask ReceiveAsync(ReadOnlyMemory<byte> utf8, PooledBuffer data, IFrameLink link)
    {
        status.FrameSeen();
        ParsedFrame parsed;
        try
        {
            parsed = FrameParser.Parse(utf8, data);
        }
        catch (MalformedFrameException exception)
        {
            StreamMetrics.ArrivedMalformed(options.ClientId);
            malformed.Report(null, exception.Message);
            return;
        }

        StreamMetrics.Arrived(options.ClientId, parsed.Frame);
        if (RouteTable.Same(parsed.Frame.Type, FrameTypes.System))
        {
            await AnswerSystemAsync(parsed, link).ConfigureAwait(false);
        }
        else
        {
            await DispatchAsync(parsed, link).ConfigureAwait(false);
        }
    }

    private async ValueTask AnswerSystemAsync(ParsedFrame parsed, IFrameLink link)
    {
        var frame = parsed.Frame;
        if (RouteTable.Same(frame.Headers.Topic, Topics.Ping))
        {
            await AnswerAsync(AckFrame.Ok(frame, parsed.WithData().Data), link).ConfigureAwait(false);
        }
        else if (RouteTable.Same(frame.Headers.Topic, Topics.Disconnect))
        {
            link.Leave();
        }

        // An older dialect has more SYSTEM topics (CONNECTED, KEEPALIVE …) and expects no answer to them.
    }

    private async ValueTask DispatchAsync(ParsedFrame parsed, IFrameLink link)
    {
        var frame = parsed.Frame;
        if (routes.Find(frame) is not { } route)
        {
            Log.NoHandler(logger, options.ClientId, frame.Headers.MessageId);
            await RefuseAsync(frame, AckFrame.NotFound(frame), link).ConfigureAwait(false);
            return;
        }

        PreparedFrame prepared;
        try
        {
            prepared = route.Prepare(parsed);
        }
        catch (MalformedFrameException exception)
        {
            malformed.Report(frame, exception.Message);
            await RefuseAsync(frame, AckFrame.Malformed(frame), link).ConfigureAwait(false);
            return;
        }
#pragma warning disable CA1031 // An ordering key is the caller's code; its bug costs a frame, not the link.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            StreamMetrics.LeftUnanswered(options.ClientId, frame);
            Log.HandlerFailed(logger, options.ClientId, frame.Headers.Topic, frame.Headers.MessageId, exception);
            return;
        }

        await dispatcher.AcceptAsync(new PendingFrame(frame, prepared, link)).ConfigureAwait(false);
    }

    private ValueTask RefuseAsync(StreamFrame frame, AckFrame ack, IFrameLink link)
    {
        StreamMetrics.Acked(options.ClientId, frame, ack.Code);
        return AnswerAsync(ack, link);
    }

    private ValueTask AnswerAsync(AckFrame ack, IFrameLink link) =>
        ack.MessageId.Length > 0 ? dispatcher.AnswerAsync(ack, link) : ValueTask.CompletedTask;
}
