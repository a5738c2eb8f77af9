using System.Buffers;
using System.Net.WebSockets;

namespace DingTalk.Stream;

/// <summary>Reads whole messages from a socket into a pooled buffer, which each read reuses.</summary>
internal sealed class FrameReader(WebSocket socket, int maxBytes) : IDisposable
{
    private const int InitialBytes = 16 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialBytes);

    /// <returns>The next message, good until the next call.</returns>
    public async ValueTask<FrameRead> ReadAsync(CancellationToken cancellationToken)
    {
        ShrinkBack();
        var length = 0;
        var oversized = false;
        while (true)
        {
            if (length == _buffer.Length)
            {
                Grow();
            }

            var result = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return new FrameRead(FrameReadKind.Closed, default);
            }

            length += result.Count;
            if (length > maxBytes)
            {
                // The rest is read and forgotten, so that the frames behind it are still understood.
                oversized = true;
                length = 0;
            }

            if (result.EndOfMessage)
            {
                return oversized ? new FrameRead(FrameReadKind.Oversized, default) : new FrameRead(FrameReadKind.Frame, _buffer.AsMemory(0, length));
            }
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private void ShrinkBack()
    {
        if (_buffer.Length > InitialBytes * 4)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(InitialBytes);
        }
    }
}
