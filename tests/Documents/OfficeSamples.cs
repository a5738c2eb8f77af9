using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Wordprocessing;
using A = DocumentFormat.OpenXml.Drawing;
using Text = DocumentFormat.OpenXml.Wordprocessing.Text;

namespace PicoClaw.Tests.Documents;

/// <summary>Files of Office, as its own library writes them.</summary>
internal static class OfficeSamples
{
    public static byte[] Word(params IEnumerable<string> paragraphs)
    {
        using var stream = new MemoryStream();
        using (var word = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            word.AddMainDocumentPart().Document = new Document(new Body(paragraphs.Select(Paragraph)));
        }

        return stream.ToArray();
    }

    public static byte[] WordTable(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        using var stream = new MemoryStream();
        using (var word = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var table = new DocumentFormat.OpenXml.Wordprocessing.Table(rows.Select(row => new TableRow(row.Select(cell => new TableCell(Paragraph(cell))))));
            word.AddMainDocumentPart().Document = new Document(new Body(table));
        }

        return stream.ToArray();
    }

    /// <summary>Texts are shared, numbers plain; a <see cref="DateTime"/> has the style of a date.</summary>
    public static byte[] Sheet(string name, IReadOnlyList<IReadOnlyList<object?>> rows)
    {
        using var stream = new MemoryStream();
        using (var file = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var (main, shared) = (file.AddWorkbookPart(), new List<string>());
            var sheet = main.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new Worksheet(new SheetData(rows.Select((row, index) => Row(row, (uint)index + 1, shared))));
            main.AddNewPart<SharedStringTablePart>().SharedStringTable =
                new SharedStringTable(shared.Select(text => new SharedStringItem(new DocumentFormat.OpenXml.Spreadsheet.Text(text))));
            main.AddNewPart<WorkbookStylesPart>().Stylesheet =
                new Stylesheet(new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14 }));
            main.Workbook = new Workbook(new Sheets(new Sheet { Name = name, SheetId = 1, Id = main.GetIdOfPart(sheet) }));
        }

        return stream.ToArray();
    }

    public static byte[] Slides(params IEnumerable<string> texts)
    {
        using var stream = new MemoryStream();
        using (var file = PresentationDocument.Create(stream, PresentationDocumentType.Presentation))
        {
            var main = file.AddPresentationPart();
            var ids = new SlideIdList();
            foreach (var (index, text) in texts.Index())
            {
                var slide = main.AddNewPart<SlidePart>();
                slide.Slide = new Slide(new CommonSlideData(new ShapeTree(new DocumentFormat.OpenXml.Presentation.Shape(
                    new DocumentFormat.OpenXml.Presentation.TextBody(new A.Paragraph(new A.Run(new A.Text(text))))))));
                ids.Append(new SlideId { Id = 256 + (uint)index, RelationshipId = main.GetIdOfPart(slide) });
            }

            main.Presentation = new Presentation(ids);
        }

        return stream.ToArray();
    }

    /// <summary>The file with one of its parts replaced, or with one more.</summary>
    public static byte[] With(byte[] file, string part, Action<Stream> write)
    {
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry(part)?.Delete();
            using var entry = archive.CreateEntry(part, CompressionLevel.Optimal).Open();
            write(entry);
        }

        return stream.ToArray();
    }

    public static byte[] With(byte[] file, string part, string xml) => With(file, part, stream => stream.Write(Encoding.UTF8.GetBytes(xml)));

    private static Paragraph Paragraph(string text) =>
        new(new DocumentFormat.OpenXml.Wordprocessing.Run(new Text(text) { Space = SpaceProcessingModeValues.Preserve }));

    private static Row Row(IReadOnlyList<object?> values, uint number, List<string> shared)
    {
        var cells = values.Select((value, column) => (Value: value, Name: $"{(char)('A' + column)}{number}")).Where(cell => cell.Value is not null)
            .Select(cell => Cell(cell.Value!, cell.Name, shared));
        return new Row(cells) { RowIndex = number };
    }

    private static Cell Cell(object value, string name, List<string> shared)
    {
        switch (value)
        {
            case string text:
                shared.Add(text);
                return new Cell { CellReference = name, DataType = CellValues.SharedString, CellValue = new CellValue(shared.Count - 1) };
            case DateTime date:
                return new Cell { CellReference = name, StyleIndex = 1, CellValue = new CellValue(date.ToOADate()) };
            default:
                return new Cell { CellReference = name, CellValue = new CellValue(Convert.ToDouble(value, null)) };
        }
    }
}
