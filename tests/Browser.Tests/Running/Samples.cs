using System.Buffers.Binary;
using Microsoft.Playwright;

namespace Browser.Tests.Running;

internal static class Samples
{
    // A real picture: what the browser shows.
    public static async Task<byte[]> PictureAsync(IPage page) => await page.ScreenshotAsync(new() { Clip = new() { X = 0, Y = 0, Width = 280, Height = 160 } });

    // A second of a tone.
    public static byte[] Voice()
    {
        const int rate = 8000;
        var file = new byte[44 + rate];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), rate);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 8);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), rate);
        for (var at = 44; at < file.Length; at++)
        {
            file[at] = (byte)(128 + (60 * Math.Sin(at * 2 * Math.PI * 440 / rate)));
        }

        return file;
    }

    public static FilePayload File(string name, string type, byte[] bytes) => new() { Name = name, MimeType = type, Buffer = bytes };
}
