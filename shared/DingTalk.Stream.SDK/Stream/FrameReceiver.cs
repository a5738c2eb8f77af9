using DingTalk.Stream.Protocol;
using Microsoft.Extensions.Logging;

namespace DingTalk.Stream;

/// <summary>What is done with each message read from a link. Nothing in it may end the link.</summary>
internal sealed class FrameReceiver(
    DingTalkStreamOptions options, RouteTable routes, Dispatcher dispatcher, MalformedFrames malformed, StatusBoard status, ILogger logger)
{
    public void Oversized() => malformed.Report(null, $"the frame is larger than {options.MaxFrameBytes} bytes");

    public async ValueTask ReceiveAsync(ReadOnlyMemory<byte> utf8, StreamLink link)
    {
        status.FrameSeen();
        StreamFrame frame;
        try
        {
            frame = FrameParser.Parse(utf8);
        }
        catch (MalformedFrameException exception)
        {
            malformed.Report(null, exception.Message);
            return;
        }

        if (RouteTable.Same(frame.Type, FrameTypes.System))
        {
            await AnswerSystemAsync(frame, link);
        }
        else
        {
            await DispatchAsync(frame, link);
        }
    }

    private static async ValueTask AnswerSystemAsync(StreamFrame frame, StreamLink link)
    {
        if (RouteTable.Same(frame.Headers.Topic, Topics.Ping))
        {
            await link.SendAsync(AckFrame.Ok(frame, frame.Data), CancellationToken.None);
        }
        else if (RouteTable.Same(frame.Headers.Topic, Topics.Disconnect))
        {
            link.Leave();
        }

        // An older dialect knows more SYSTEM topics (CONNECTED, KEEPALIVE …) and expects no answer to them.
    }

    private async ValueTask DispatchAsync(StreamFrame frame, StreamLink link)
    {
        if (routes.Find(frame) is not { } route)
        {
            Log.NoHandler(logger, options.ClientId, frame.Headers.MessageId);
            await AnswerAsync(AckFrame.NotFound(frame), link);
            return;
        }

        PreparedFrame prepared;
        try
        {
            prepared = route.Prepare(frame);
        }
        catch (MalformedFrameException exception)
        {
            malformed.Report(frame, exception.Message);
            await AnswerAsync(AckFrame.Malformed(frame), link);
            return;
        }
#pragma warning disable CA1031 // An ordering key is the caller's code; its bug costs a frame, not the link.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.HandlerFailed(logger, options.ClientId, frame.Headers.Topic, frame.Headers.MessageId, exception);
            return;
        }

        await dispatcher.AcceptAsync(new FrameWork(frame, prepared, link));
    }

    private static ValueTask AnswerAsync(AckFrame ack, StreamLink link) =>
        ack.MessageId.Length > 0 ? link.SendAsync(ack, CancellationToken.None) : ValueTask.CompletedTask;
}
