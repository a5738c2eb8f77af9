using System.Net.WebSockets;
using System.Threading.Channels;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

// Writes the acks of one link, one at a time. The flushing thread writes; a thread that is already writing drains the queue. A dedicated
// writer would have to be woken for every ack.
internal sealed class LinkWriter(WebSocket socket, LinkTransport transport) : IDisposable
{
    private const int Capacity = 256;
    private const int MostBytes = 16 * 1024;

    private readonly Channel<AckFrame> _acks = Channel.CreateBounded<AckFrame>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
    private readonly AckFrames _frames = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _busy;

    // Completes when nothing more is written.
    public Task Ended => _ended.Task;

    public ValueTask QueueAsync(AckFrame ack) => _acks.Writer.TryWrite(ack) ? ValueTask.CompletedTask : QueueWhenThereIsRoomAsync(ack);

    public void Flush()
    {
        if (Interlocked.CompareExchange(ref _busy, 1, 0) == 0)
        {
            _ = WriteAsync();
        }
    }

    // Writes the queued acks, then closes the output.
    public void Complete()
    {
        _acks.Writer.TryComplete();
        Flush();
    }

    // Once it has ended.
    public void Dispose() => _frames.Dispose();

    private async ValueTask QueueWhenThereIsRoomAsync(AckFrame ack)
    {
        Flush();
        try
        {
            await _acks.Writer.WriteAsync(ack).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            // The link is lost; its unanswered frames are re-sent on another.
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            do
            {
                await WriteQueuedAsync().ConfigureAwait(false);
                if (_acks.Reader.Completion.IsCompleted)
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).ConfigureAwait(false);
                    _ended.TrySetResult();
                    return;
                }

                Interlocked.Exchange(ref _busy, 0);
            }
            while ((_acks.Reader.TryPeek(out _) || _acks.Reader.Completion.IsCompleted) && Interlocked.CompareExchange(ref _busy, 1, 0) == 0);
        }
#pragma warning disable CA1031 // Whatever it was, the link is over: who closes it waits for the end of the writer.
        catch
#pragma warning restore CA1031
        {
            // The reader sees and reports the same loss.
            _acks.Writer.TryComplete();
            socket.Abort();
            _ended.TrySetResult();
        }
    }

    private async ValueTask WriteQueuedAsync()
    {
        while (_acks.Reader.TryRead(out var ack))
        {
            _frames.Add(ack);
            if (_frames.Written.Length >= MostBytes || !_acks.Reader.TryPeek(out _))
            {
                await transport.WriteAsync(_frames.Written, CancellationToken.None).ConfigureAwait(false);
                _frames.Clear();
            }
        }
    }
}
