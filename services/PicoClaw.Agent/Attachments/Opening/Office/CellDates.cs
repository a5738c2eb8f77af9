using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace PicoClaw.Agent.Attachments.Opening.Office;

/// <summary>Which styles of a workbook show a number as a date: Excel stores dates as days since 1900.</summary>
internal sealed partial class CellDates
{
    private const double MaxDays = 2_958_465;

    private readonly bool[] _isDate;

    private CellDates(bool[] isDate) => _isDate = isDate;

    public static CellDates Of(WorkbookPart workbook)
    {
        var sheet = workbook.WorkbookStylesPart?.Stylesheet;
        var own = sheet?.NumberingFormats?.Elements<NumberingFormat>()
            .Where(format => format.NumberFormatId is not null && format.FormatCode?.Value is not null)
            .GroupBy(format => format.NumberFormatId!.Value)
            .ToDictionary(format => format.Key, format => format.First().FormatCode!.Value!) ?? [];
        var formats = sheet?.CellFormats?.Elements<CellFormat>().Select(format => IsDate(format.NumberFormatId?.Value ?? 0, own));
        return new CellDates([.. formats ?? []]);
    }

    /// <summary>A number as the cell shows it, if it is a date.</summary>
    public string Shown(string value, string? style)
    {
        var isDate = int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _isDate.Length && _isDate[index];
        return isDate && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var days) && days is >= 0 and <= MaxDays
            ? DateTime.FromOADate(days).ToString(Pattern(days), CultureInfo.InvariantCulture)
            : value;
    }

    private static string Pattern(double days) => days < 1 ? "HH:mm:ss" : days == Math.Floor(days) ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss";

    // 14 to 22 and 45 to 47 are Excel's own formats of dates and times; 27 to 36 and 50 to 58 those of Chinese.
    private static bool IsDate(uint id, Dictionary<uint, string> own) => own.TryGetValue(id, out var code)
        ? DateLetters().IsMatch(Literals().Replace(code, ""))
        : id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);

    [GeneratedRegex("[ymdhs]", RegexOptions.IgnoreCase)]
    private static partial Regex DateLetters();

    // Words in quotes, colours in brackets, letters that stand for themselves.
    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.|\\*.")]
    private static partial Regex Literals();
}
