using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace DingTalk.Stream.Protocol;

// Caches ids and names that the next frames will most likely repeat (app, link, conversation, sender); this saves half of a frame's
// strings. Threads may overwrite each other's entries, which costs only an allocation.
internal static class StringCache
{
    private const int Slots = 512;
    private const int MaxLength = 64;

    private static readonly string?[] Recent = new string?[Slots];

    public static string Get(scoped ref Utf8JsonReader reader)
    {
        var utf8 = reader.ValueSpan;
        if (reader.ValueIsEscaped || utf8.Length is < sizeof(ulong) or > MaxLength)
        {
            return reader.GetString()!;
        }

        var slot = Slot(utf8);
        // Non-ASCII text never compares equal.
        return Recent[slot] is { } known && Ascii.Equals(utf8, known) ? known : Recent[slot] = reader.GetString()!;
    }

    private static int Slot(ReadOnlySpan<byte> utf8)
    {
        var (first, last) = (MemoryMarshal.Read<ulong>(utf8), MemoryMarshal.Read<ulong>(utf8[^sizeof(ulong)..]));
        return (int)(((first ^ (last * 0x9E3779B97F4A7C15)) * 0xFF51AFD7ED558CCD) >> 32) & (Slots - 1);
    }
}
