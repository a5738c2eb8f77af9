using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace PicoClaw.Agent.Attachments.Opening.Office;

/// <summary>The cells of a workbook: a line per row, a tab between columns. Rows are read one after another, so their number does not matter.</summary>
internal static class SheetText
{
    private const int MaxColumns = 512;

    public static Opened Read(SpreadsheetDocument document)
    {
        var main = document.WorkbookPart ?? throw new OpenException(OpenFault.Broken);
        var sheets = main.Workbook?.Descendants<Sheet>().ToList() ?? [];
        var (strings, dates) = (SharedStrings.Read(main.SharedStringTablePart), CellDates.Of(main));
        var text = new BoundedText();
        foreach (var sheet in sheets)
        {
            if (!text.IsCut && sheet.Id?.Value is { } id && main.TryGetPartById(id, out var part) && part is WorksheetPart worksheet)
            {
                text.Mark($"sheet {sheet.Name?.Value}");
                Append(text, worksheet, strings, dates);
            }
        }

        return Opened.OfText("Excel workbook", sheets.Count == 1 ? "1 sheet" : $"{sheets.Count} sheets", text);
    }

    private static void Append(BoundedText text, WorksheetPart worksheet, IReadOnlyList<string> strings, CellDates dates)
    {
        using var reader = XmlPart.Open(worksheet);
        var column = 0;
        while (!text.IsCut && reader.Read())
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                text.Break();
                column = 0;
            }
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                var at = Math.Min(ColumnOf(reader.GetAttribute("r")) ?? column, MaxColumns);
                var (type, style, isEmpty) = (reader.GetAttribute("t"), reader.GetAttribute("s"), reader.IsEmptyElement);
                var value = isEmpty ? "" : ValueOf(reader);
                if (value.Length > 0)
                {
                    text.Append(new string('\t', Math.Max(0, at - column)));
                    text.Append(Shown(value, type, style, strings, dates).ReplaceLineEndings(" "));
                    column = at;
                }
            }
        }
    }

    // The value, or the words of an inline text; a formula is not shown.
    private static string ValueOf(XmlReader reader)
    {
        var (depth, value) = (reader.Depth, "");
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "v" or "t", IsEmptyElement: false })
            {
                value += XmlPart.Value(reader);
            }
        }

        return value;
    }

    private static string Shown(string value, string? type, string? style, IReadOnlyList<string> strings, CellDates dates) => type switch
    {
        "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < strings.Count ? strings[index] : "…",
        "b" => value == "1" ? "TRUE" : "FALSE",
        null or "n" => dates.Shown(value, style),
        _ => value,
    };

    // From 0: A is 0, AA is 26.
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var letter in reference ?? "")
        {
            if (letter is < 'A' or > 'Z' || column > MaxColumns)
            {
                break;
            }

            column = (column * 26) + letter - 'A' + 1;
        }

        return column == 0 ? null : column - 1;
    }
}
