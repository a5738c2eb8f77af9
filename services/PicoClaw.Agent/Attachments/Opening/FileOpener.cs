using PicoClaw.Agent.Attachments.Opening.Office;
using PicoClaw.Agent.Attachments.Opening.Pages;

namespace PicoClaw.Agent.Attachments.Opening;

/// <summary>Tells by a file's own bytes what it is, and opens it. Its name counts only among kinds of text.</summary>
internal static class FileOpener
{
    // A PDF may have something in front of its header.
    private const int PdfHeaderWithin = 1024;

    private static ReadOnlySpan<byte> OldOffice => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private static ReadOnlySpan<byte> Zip => [(byte)'P', (byte)'K', 3, 4];

    private static ReadOnlySpan<byte> EmptyZip => [(byte)'P', (byte)'K', 5, 6];

    // How Office names the stream in which it keeps a document with a password.
    private static ReadOnlySpan<byte> EncryptedPackage => "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8;

    public static Opened Open(byte[] bytes, string extension)
    {
        try
        {
            return bytes.Length == 0 ? Opened.Failed(OpenFault.Empty)
                : PictureFormat.Of(bytes) is { } picture ? PictureOpener.Open(bytes, picture)
                : bytes.AsSpan(0, Math.Min(bytes.Length, PdfHeaderWithin)).IndexOf("%PDF-"u8) >= 0 ? PdfText.Read(bytes)
                : bytes.AsSpan().StartsWith(Zip) ? OfficeFile.Read(bytes)
                : bytes.AsSpan().StartsWith(EmptyZip) ? Opened.Failed(OpenFault.UnknownKind)
                : bytes.AsSpan().StartsWith(OldOffice) ? Opened.Failed(HoldsEncrypted(bytes) ? OpenFault.Encrypted : OpenFault.OldOffice)
                : TextFile.Read(bytes, extension);
        }
        catch (OpenException refusal)
        {
            return Opened.Failed(refusal.Fault);
        }
        catch (Exception exception) when (exception is OutOfMemoryException or InsufficientExecutionStackException)
        {
            return Opened.Failed(OpenFault.TooMuch);
        }
        catch (Exception)
        {
            // The libraries throw whatever a damaged file makes them stumble over.
            return Opened.Failed(OpenFault.Broken);
        }
    }

    private static bool HoldsEncrypted(byte[] bytes) => bytes.AsSpan().IndexOf(EncryptedPackage) >= 0;
}
