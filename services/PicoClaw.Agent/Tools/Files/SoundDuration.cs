using System.Buffers.Binary;

namespace PicoClaw.Agent.Tools.Files;

/// <summary>How long a sound plays, as far as its own bytes say it simply.</summary>
internal static class SoundDuration
{
    private const int WavHeader = 12;

    // RFC 4867: a frame of 20 ms by its type, with its first byte.
    private static readonly byte[] AmrFrames = [13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1];
    private static readonly TimeSpan AmrFrame = TimeSpan.FromMilliseconds(20);

    /// <summary>Null when it is not known.</summary>
    public static TimeSpan? Of(string mediaType, ReadOnlySpan<byte> bytes) => mediaType switch
    {
        "audio/amr" when bytes.StartsWith("#!AMR\n"u8) => Amr(bytes["#!AMR\n".Length..]),
        "audio/wav" => Wav(bytes),
        _ => null,
    };

    private static TimeSpan? Amr(ReadOnlySpan<byte> frames)
    {
        var count = 0;
        for (; !frames.IsEmpty; count++)
        {
            var size = AmrFrames[(frames[0] >> 3) & 0x0F];
            frames = size < frames.Length ? frames[size..] : [];
        }

        return count == 0 ? null : count * AmrFrame;
    }

    private static TimeSpan? Wav(ReadOnlySpan<byte> bytes)
    {
        uint bytesPerSecond = 0;
        for (var rest = bytes.Length > WavHeader ? bytes[WavHeader..] : []; rest.Length >= 8;)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            if (rest.StartsWith("fmt "u8) && rest.Length >= 20)
            {
                bytesPerSecond = BinaryPrimitives.ReadUInt32LittleEndian(rest[16..]);
            }
            else if (rest.StartsWith("data"u8))
            {
                // A recorder that did not know its end writes a size beyond it.
                return bytesPerSecond == 0 ? null : TimeSpan.FromSeconds(Math.Min(size, rest.Length - 8) / (double)bytesPerSecond);
            }

            rest = size + 8 < rest.Length ? rest[(int)(size + 8 + (size & 1))..] : [];
        }

        return null;
    }
}
