using ImageMagick;

namespace PicoClaw.Agent.Attachments.Opening;

/// <summary>The kinds of pictures that models take, by their first bytes.</summary>
internal sealed record PictureFormat(MagickFormat Format, string MediaType)
{
    private static readonly PictureFormat Gif = new(MagickFormat.Gif, "image/gif");
    private static readonly PictureFormat WebP = new(MagickFormat.WebP, "image/webp");

    public static readonly PictureFormat Jpeg = new(MagickFormat.Jpeg, "image/jpeg");
    public static readonly PictureFormat Png = new(MagickFormat.Png, "image/png");

    /// <summary>Null for anything else.</summary>
    public static PictureFormat? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) ? Png
        : bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) ? Gif
        : bytes.StartsWith("RIFF"u8) && bytes.Length > 12 && bytes[8..].StartsWith("WEBP"u8) ? WebP
        : null;
}
