using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;

namespace PicoClaw.Agent.Attachments.Opening.Office;

/// <summary>A file of Office since 2007: an archive of XML. What is in it decides, not the file's name; macros are not looked at.</summary>
internal static class OfficeFile
{
    private const int MaxEntries = 10_000;
    private const long MaxUnpacked = 1L << 30;

    // Below it any ratio is harmless; tables of the same few words are packed a hundred times smaller.
    private const long AnyRatio = 16L << 20;
    private const long MaxRatio = 200;

    private static readonly OpenSettings Reading = new() { AutoSave = false, MaxCharactersInPart = XmlPart.MaxCharacters };

    public static Opened Read(byte[] bytes)
    {
        var folder = Folder(bytes);
        using var stream = new MemoryStream(bytes, writable: false);
        switch (folder)
        {
            case "word":
                using (var word = WordprocessingDocument.Open(stream, isEditable: false, Reading))
                {
                    return WordText.Read(word);
                }

            case "xl":
                using (var workbook = SpreadsheetDocument.Open(stream, isEditable: false, Reading))
                {
                    return SheetText.Read(workbook);
                }

            case "ppt":
                using (var presentation = PresentationDocument.Open(stream, isEditable: false, Reading))
                {
                    return SlideText.Read(presentation);
                }

            default:
                throw new OpenException(OpenFault.UnknownKind);
        }
    }

    /// <summary>The folder that tells the kind of document; null for another archive. It reads only the archive's directory.</summary>
    private static string? Folder(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
        var unpacked = 0L;
        string? folder = null;
        foreach (var entry in archive.Entries)
        {
            unpacked += entry.Length;
            folder ??= entry.FullName switch
            {
                "word/document.xml" => "word",
                "xl/workbook.xml" => "xl",
                "ppt/presentation.xml" => "ppt",
                _ => null,
            };
        }

        return archive.Entries.Count > MaxEntries || unpacked > MaxUnpacked || (unpacked > AnyRatio && unpacked > MaxRatio * bytes.Length)
            ? throw new OpenException(OpenFault.TooMuch)
            : folder;
    }
}
