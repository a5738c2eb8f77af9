using System.Globalization;

namespace PicoClaw.Hosting.Cleaning;

/// <summary>A file's name from people, models, tools and platforms, as it can be shown and saved.</summary>
public static class CleanFileName
{
    // DingTalk shows fewer; most file systems take 255 bytes.
    private const int Longest = 120;
    private const int LongestExtension = 16;

    /// <summary>
    /// The name alone, without a folder, controls or marks that turn the reading direction (they let <c>gpj.exe</c> read as <c>exe.jpg</c>), bounded
    /// before its extension; null when nothing is left.
    /// </summary>
    public static string? Of(string? name)
    {
        if (name is null)
        {
            return null;
        }

        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var visible = string.Concat(last.Where(letter => char.GetUnicodeCategory(letter) is not UnicodeCategory.Format));
        if (CleanText.Line(visible, int.MaxValue)?.Trim('.', ' ') is not { Length: > 0 } line)
        {
            return null;
        }

        var extension = Path.GetExtension(line) is { Length: <= LongestExtension } usual ? usual : "";
        return line.Length <= Longest ? line : CleanText.Cut(line[..^extension.Length], Longest - extension.Length).TrimEnd() + extension;
    }
}
