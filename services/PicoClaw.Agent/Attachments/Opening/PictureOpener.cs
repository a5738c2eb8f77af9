using ImageMagick;

namespace PicoClaw.Agent.Attachments.Opening;

/// <summary>Decodes a picture, which tells whether it is whole, and scales it down when it is larger than models take.</summary>
internal static class PictureOpener
{
    /// <summary>The longest side that all known services take, even among many pictures.</summary>
    public const uint MaxSide = 2000;

    /// <summary>Base64 makes 5 MB of it, the least that a known service takes.</summary>
    public const int MaxBytes = 3_700_000;

    private const ulong MaxPixels = 60_000_000;
    private const ulong MaxPictureSide = 30_000;
    private const ulong MaxMemory = 512UL << 20;
    private const uint Quality = 85;

    private static readonly MagickGeometry Fitting = new(MaxSide, MaxSide) { Greater = true };

    public static Opened Open(byte[] bytes, PictureFormat format)
    {
        Limit();

        // The format is named, so that no bytes choose another of the library's readers.
        var settings = new MagickReadSettings { Format = format.Format, FrameIndex = 0, FrameCount = 1 };
        var info = new MagickImageInfo(bytes, settings);
        if ((ulong)info.Width * info.Height > MaxPixels || Math.Max(info.Width, info.Height) > MaxPictureSide)
        {
            return Opened.Failed(OpenFault.TooMuch);
        }

        using var image = new MagickImage(bytes, settings);
        var isSmall = Math.Max(info.Width, info.Height) <= MaxSide && bytes.Length <= MaxBytes;
        var (written, type) = isSmall ? (bytes, format.MediaType) : Scaled(image);
        return new Opened { Format = "picture", Extent = $"{info.Width} x {info.Height}", PictureType = type, Body = written };
    }

    private static (byte[] Bytes, string MediaType) Scaled(MagickImage image)
    {
        image.AutoOrient();
        image.Resize(Fitting);
        image.Strip();
        if (image.HasAlpha)
        {
            var png = image.ToByteArray(MagickFormat.Png);
            if (png.Length <= MaxBytes)
            {
                return (png, PictureFormat.Png.MediaType);
            }

            image.BackgroundColor = MagickColors.White;
            image.Alpha(AlphaAction.Remove);
        }

        image.Quality = Quality;
        return (image.ToByteArray(MagickFormat.Jpeg), PictureFormat.Jpeg.MediaType);
    }

    // In memory alone: nothing of a picture is ever written to a disk.
    private static void Limit()
    {
        ResourceLimits.Memory = MaxMemory;
        ResourceLimits.Area = MaxPixels;
        // Above our own bounds, which say what is wrong.
        ResourceLimits.Width = ResourceLimits.Height = 10 * MaxPictureSide;
        ResourceLimits.Disk = 0;
        ResourceLimits.Thread = 1;
    }
}
