using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

// Reads whole messages from a socket into a reused buffer.
internal sealed class FrameReader(WebSocket socket, int maxBytes) : IDisposable
{
    private readonly PooledBuffer _buffer = new();

    // The next message, valid until the next call.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<FrameRead> ReadAsync(CancellationToken cancellationToken)
    {
        _buffer.ShrinkBack();
        var length = 0;
        var oversized = false;
        while (true)
        {
            if (length == _buffer.Bytes.Length)
            {
                _buffer.Grow(length * 2);
            }

            var result = await socket.ReceiveAsync(_buffer.Bytes.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return new FrameRead(FrameReadKind.Closed, default);
            }

            length += result.Count;
            if (length > maxBytes)
            {
                // The rest is read and discarded, so the next frame starts at its boundary.
                oversized = true;
                length = 0;
            }

            if (result.EndOfMessage)
            {
                return oversized
                    ? new FrameRead(FrameReadKind.Oversized, default)
                    : new FrameRead(FrameReadKind.Frame, _buffer.Bytes.AsMemory(0, length));
            }
        }
    }

    public void Dispose() => _buffer.Dispose();
}
