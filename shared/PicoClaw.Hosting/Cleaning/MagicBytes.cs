using PicoClaw.Contracts;

namespace PicoClaw.Hosting.Cleaning;

/// <summary>What a file is by its first bytes: its name and its server's word prove nothing.</summary>
public static class MagicBytes
{
    public const string Unknown = "application/octet-stream";

    private const int TextLength = 64;

    /// <summary>The media type that the first bytes tell, else <see cref="Unknown"/>.</summary>
    public static string Of(ReadOnlySpan<byte> head) => head switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, ..] when head.Length >= 12 => Riff(head[8..12]),
        [(byte)'I', (byte)'I', 0x2A, 0, ..] or [(byte)'M', (byte)'M', 0, 0x2A, ..] => "image/tiff",
        [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => "image/bmp",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] when head.Length >= 12 => IsoMedia(head[8..12]),
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => "audio/ogg",
        [(byte)'#', (byte)'!', (byte)'A', (byte)'M', (byte)'R', ..] => "audio/amr",
        [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] => "audio/flac",
        [(byte)'I', (byte)'D', (byte)'3', ..] or [0xFF, 0xFB or 0xFA or 0xF3 or 0xF2, ..] => "audio/mpeg",
        [0xFF, 0xF1 or 0xF9, ..] => "audio/aac",
        [0x1A, 0x45, 0xDF, 0xA3, ..] => "video/webm",
        [(byte)'F', (byte)'L', (byte)'V', 1, ..] => "video/x-flv",
        [0, 0, 1, 0xBA or 0xB3, ..] => "video/mpeg",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "application/pdf",
        [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => "application/zip",
        [0x1F, 0x8B, ..] => "application/gzip",
        [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => "application/x-7z-compressed",
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] => "application/vnd.rar",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "application/x-ole-storage",
        [0x7F, (byte)'E', (byte)'L', (byte)'F', ..] or [(byte)'M', (byte)'Z', ..] => "application/x-executable",
        _ => Markup(head),
    };

    /// <summary>
    /// A picture has to be one. Sounds and films come in more forms than are known here, so they may be anything that is not known as something else.
    /// </summary>
    public static bool Fits(AttachmentKind kind, string mediaType) => kind switch
    {
        AttachmentKind.Image => IsOf("image/", mediaType),
        AttachmentKind.Audio or AttachmentKind.Video => mediaType == Unknown || IsOf("audio/", mediaType) || IsOf("video/", mediaType),
        _ => true,
    };

    private static bool IsOf(string kind, string mediaType) => mediaType.StartsWith(kind, StringComparison.Ordinal) && mediaType != "image/svg+xml";

    private static string Riff(ReadOnlySpan<byte> form) =>
        form.SequenceEqual("WEBP"u8) ? "image/webp"
        : form.SequenceEqual("WAVE"u8) ? "audio/wav"
        : form.SequenceEqual("AVI "u8) ? "video/x-msvideo"
        : Unknown;

    private static string IsoMedia(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8) ? "image/avif"
        : brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8) ? "image/heic"
        : brand.SequenceEqual("qt  "u8) ? "video/quicktime"
        : brand.SequenceEqual("M4A "u8) || brand.SequenceEqual("M4B "u8) ? "audio/mp4"
        : "video/mp4";

    private static string Markup(ReadOnlySpan<byte> head)
    {
        Span<byte> start = stackalloc byte[TextLength];
        var text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        text = text.TrimStart(" \t\r\n"u8);
        text = text[..Math.Min(text.Length, TextLength)];
        for (var place = 0; place < text.Length; place++)
        {
            start[place] = text[place] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[place] | 0x20) : text[place];
        }

        start = start[..text.Length];
        return start.StartsWith("<!doctype html"u8) || start.StartsWith("<html"u8) || start.StartsWith("<head"u8) || start.StartsWith("<script"u8)
            ? "text/html"
            : start.StartsWith("<svg"u8) ? "image/svg+xml"
            : start.StartsWith("<?xml"u8) || start.StartsWith("<error"u8) ? "text/xml"
            : Unknown;
    }
}
