using System.Buffers.Binary;

namespace PicoClaw.Ingress.Spool.Files;

/// <summary>A record on disk: a mark, the checksum of all that follows, the length of the content, and the content, which is UTF-8.</summary>
internal static class SpoolRecord
{
    public const int HeaderBytes = 12;

    private const int ChecksumAt = 4;
    private const int LengthAt = 8;

    /// <summary>Two of its bytes occur nowhere in UTF-8, so no content holds it, and the record behind a damaged one can be found.</summary>
    public static ReadOnlySpan<byte> Mark => [0xFF, (byte)'P', (byte)'C', 0xFE];

    public static byte[] Frame(ReadOnlySpan<byte> content)
    {
        var record = new byte[HeaderBytes + content.Length];
        Mark.CopyTo(record);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(LengthAt), content.Length);
        content.CopyTo(record.AsSpan(HeaderBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(ChecksumAt), Crc32C.Of(record.AsSpan(LengthAt)));
        return record;
    }

    /// <summary>True when <paramref name="bytes"/> begin with a whole record.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (bytes.Length < HeaderBytes || !bytes.StartsWith(Mark))
        {
            return false;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[LengthAt..]);
        if (length < 0 || length > bytes.Length - HeaderBytes
            || Crc32C.Of(bytes[LengthAt..(HeaderBytes + length)]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..]))
        {
            return false;
        }

        content = bytes.Slice(HeaderBytes, length);
        return true;
    }
}
