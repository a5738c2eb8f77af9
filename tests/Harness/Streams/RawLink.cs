using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Harness.Streams;

/// <summary>The server's end of one WebSocket, byte for byte.</summary>
internal sealed class RawLink(TcpClient connection) : IDisposable
{
    private const int CloseOpcode = 8;
    private const int TextOpcode = 1;
    private const int Gone = -1;

    private readonly NetworkStream _stream = connection.GetStream();

    /// <summary>Sends the frames in one write, so small ones share a segment.</summary>
    public Task SendAsync(IEnumerable<byte[]> frames, CancellationToken cancellationToken) =>
        _stream.WriteAsync(frames.SelectMany(frame => frame).ToArray(), cancellationToken).AsTask();

    /// <returns>The next text from the client; null when it closes the link or is gone.</returns>
    public async Task<string?> ReadTextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (opcode, payload) = await ReadAsync(cancellationToken);
            switch (opcode)
            {
                case TextOpcode:
                    return Encoding.UTF8.GetString(payload);
                case CloseOpcode or Gone:
                    return null;
            }
        }
    }

    /// <summary>Everything that the client sends until it closes the link.</summary>
    public async Task<List<string>> ReadToEndAsync(CancellationToken cancellationToken)
    {
        var texts = new List<string>();
        while (await ReadTextAsync(cancellationToken) is { } text)
        {
            texts.Add(text);
        }

        return texts;
    }

    /// <summary>Ends the connection with a reset.</summary>
    public void Reset()
    {
        connection.LingerState = new LingerOption(enable: true, seconds: 0);
        connection.Close();
    }

    public void Dispose() => connection.Dispose();

    private async Task<(int Opcode, byte[] Payload)> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var head = await ReadAsync(2, cancellationToken);
            var length = (head[1] & 0x7F) switch
            {
                126 => BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(2, cancellationToken)),
                127 => throw new InvalidDataException("no ack is this long"),
                var small => small,
            };
            var mask = await ReadAsync(4, cancellationToken);
            var payload = await ReadAsync(length, cancellationToken);
            for (var i = 0; i < payload.Length; i++)
            {
                payload[i] ^= mask[i % 4];
            }

            return (head[0] & 0x0F, payload);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return (Gone, []);
        }
    }

    private async Task<byte[]> ReadAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
