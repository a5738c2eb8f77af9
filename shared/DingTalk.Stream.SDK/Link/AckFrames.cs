using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

// Acks as WebSocket frames, one behind the other, so they leave in one write. A WebSocket would write each alone and fetch the four bytes
// of its mask alone; the system's random generator takes as long for four as for a thousand.
internal sealed class AckFrames : IDisposable
{
    private const int MaskBytes = sizeof(uint);
    private const byte FinalText = 0x81;
    private const byte Masked = 0x80;

    private readonly ArrayBufferWriter<byte> _payload = new(512);
    private readonly ArrayBufferWriter<byte> _frames = new(4096);
    private readonly Utf8JsonWriter _json;
    private readonly byte[] _masks = new byte[256 * MaskBytes];
    private int _masksUsed;

    public AckFrames()
    {
        _masksUsed = _masks.Length;
        _json = new Utf8JsonWriter(_payload, AckWriter.Options);
    }

    public ReadOnlyMemory<byte> Written => _frames.WrittenMemory;

    public void Clear() => _frames.ResetWrittenCount();

    public void Add(in AckFrame ack)
    {
        _payload.ResetWrittenCount();
        _json.Reset();
        AckWriter.Write(_json, ack);
        var payload = _payload.WrittenSpan;
        WriteHeader(payload.Length);
        var mask = NextMask();
        _frames.Write(mask);
        WriteMasked(payload, MemoryMarshal.Read<uint>(mask));
    }

    public void Dispose() => _json.Dispose();

    // RFC 6455, 5.2: the length takes 7, 16 or 64 bits.
    private void WriteHeader(int length)
    {
        var header = _frames.GetSpan(10);
        header[0] = FinalText;
        switch (length)
        {
            case < 126:
                header[1] = (byte)(Masked | length);
                _frames.Advance(2);
                break;
            case <= ushort.MaxValue:
                header[1] = Masked | 126;
                BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)length);
                _frames.Advance(4);
                break;
            default:
                header[1] = Masked | 127;
                BinaryPrimitives.WriteUInt64BigEndian(header[2..], (ulong)length);
                _frames.Advance(10);
                break;
        }
    }

    private ReadOnlySpan<byte> NextMask()
    {
        if (_masksUsed == _masks.Length)
        {
            RandomNumberGenerator.Fill(_masks);
            _masksUsed = 0;
        }

        _masksUsed += MaskBytes;
        return _masks.AsSpan(_masksUsed - MaskBytes, MaskBytes);
    }

    private void WriteMasked(ReadOnlySpan<byte> payload, uint mask)
    {
        // Whole words: what the last one has too much is not advanced over.
        var words = (payload.Length + MaskBytes - 1) / MaskBytes;
        var target = _frames.GetSpan(words * MaskBytes)[..(words * MaskBytes)];
        payload.CopyTo(target);
        foreach (ref var word in MemoryMarshal.Cast<byte, uint>(target))
        {
            word ^= mask;
        }

        _frames.Advance(payload.Length);
    }
}
