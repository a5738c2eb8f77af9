using System.Diagnostics.CodeAnalysis;

namespace PicoClaw.Storage.Blobs;

/// <summary>Ids that hold the instant at which they were made: age is read from them, not from a clock of files. 32 hexadecimal digits, so no path.</summary>
internal static class BlobId
{
    private const string Form = "N";

    public static Guid New(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow());

    public static string Text(Guid id) => id.ToString(Form);

    /// <summary>Only in the form that <see cref="Text"/> gives.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Guid id) => Guid.TryParseExact(text, Form, out id) && Text(id) == text;

    /// <summary>Every id that was made before has a lower one, in the order of its bytes and of its text.</summary>
    public static Guid FirstOf(DateTimeOffset instant)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(instant).TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[6..].Clear();
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Milliseconds since 1970 are the first 48 bits.</summary>
    public static DateTimeOffset InstantOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var ms = 0L;
        foreach (var part in bytes[..6])
        {
            ms = (ms << 8) | part;
        }

        return DateTimeOffset.FromUnixTimeMilliseconds(ms);
    }
}
