using System.Buffers.Binary;
using ImageMagick;

namespace PicoClaw.Tests.Documents;

internal static class PictureSamples
{
    public static byte[] Of(MagickFormat format, uint width = 8, uint height = 6)
    {
        using var image = new MagickImage(MagickColors.Teal, width, height);
        return image.ToByteArray(format);
    }

    /// <summary>A PNG that claims to be as large as told and has next to nothing in it.</summary>
    public static byte[] Claiming(uint width, uint height)
    {
        var png = Of(MagickFormat.Png);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        return png;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
