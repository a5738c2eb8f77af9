using System.Buffers.Binary;
using System.Text;

namespace Harness.Streams;

/// <summary>WebSocket frames as bytes (RFC 6455, section 5): a test decides which share a segment.</summary>
internal static class WireFrame
{
    /// <summary>An invalid frame: the reserved bits are set.</summary>
    public static byte[] Garbage => [0xF1, 0x01, 0x00];

    public static byte[] Text(string text) => Make(0x81, Encoding.UTF8.GetBytes(text));

    public static byte[] Close(string reason = "expired") => Make(0x88, [0x03, 0xE8, .. Encoding.UTF8.GetBytes(reason)]);

    private static byte[] Make(byte first, byte[] payload)
    {
        if (payload.Length < 126)
        {
            return [first, (byte)payload.Length, .. payload];
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, ushort.MaxValue);
        var length = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)payload.Length);
        return [first, 126, .. length, .. payload];
    }
}
