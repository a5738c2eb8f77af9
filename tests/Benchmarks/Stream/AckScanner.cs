using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Benchmarks.Stream;

/// <summary>Finds the frame numbers in a client's bytes: masked WebSocket frames that the transport cuts anywhere.</summary>
internal sealed class AckScanner
{
    private const int Text = 1;
    private const int Close = 8;
    private static readonly byte[] Id = Encoding.ASCII.GetBytes($"\"messageId\":\"{FrameTemplate.IdPrefix}");

    private readonly List<int> _found = [];
    private byte[] _rest = [];

    public IReadOnlyList<int> Scan(ReadOnlySpan<byte> bytes)
    {
        _found.Clear();
        byte[] all = [.. _rest, .. bytes];
        var at = 0;
        while (Frame(all.AsSpan(at), out var opcode, out var payload) is var length and > 0)
        {
            at += length;
            if (opcode == Close)
            {
                throw new InvalidOperationException("The client says goodbye.");
            }

            if (opcode == Text)
            {
                _found.Add(Acked(payload));
            }
        }

        _rest = all[at..];
        return _found;
    }

    private static int Acked(ReadOnlySpan<byte> payload)
    {
        var at = payload.IndexOf(Id);
        return at >= 0 && payload.IndexOf("\"code\":200"u8) >= 0
            && int.TryParse(payload.Slice(at + Id.Length, 8), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                ? id
                : throw new InvalidOperationException($"No ack: {Encoding.UTF8.GetString(payload)}");
    }

    // The length of the first whole frame; 0 while it is incomplete.
    private static int Frame(Span<byte> bytes, out int opcode, out ReadOnlySpan<byte> payload)
    {
        opcode = 0;
        payload = default;
        if (bytes.Length < 6)
        {
            return 0;
        }

        opcode = bytes[0] & 15;
        var (header, length) = (bytes[1] & 127) is var small and < 126 ? (2, small) : (4, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]));
        var total = header + 4 + length;
        if (bytes.Length < total)
        {
            return 0;
        }

        var mask = bytes.Slice(header, 4);
        var body = bytes.Slice(header + 4, length);
        for (var i = 0; i < body.Length; i++)
        {
            body[i] ^= mask[i & 3];
        }

        payload = body;
        return total;
    }
}
