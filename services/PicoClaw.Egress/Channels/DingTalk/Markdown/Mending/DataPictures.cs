using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>Replaces pictures whose bytes are written into the text by a short notice. DingTalk would show the bytes.</summary>
internal static partial class DataPictures
{
    private const int LongestName = 50;

    public static string Replace(string text)
    {
        if (!text.Contains("data:", StringComparison.OrdinalIgnoreCase) || !text.Contains(";base64,", StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        // Code stays as it is, so lines are read as code or text first.
        var isChinese = text.AsSpan().ContainsAnyInRange('\u3400', '\u9fff');
        var lines = FenceLines.Read(text.Split('\n'));
        var replaced = new List<string>();
        for (int at = 0, end; at < lines.Count; at = end)
        {
            end = lines.FindIndex(at, line => line.IsCode != lines[at].IsCode) is >= 0 and var other ? other : lines.Count;
            var piece = string.Join('\n', lines.GetRange(at, end - at).Select(line => line.Text));
            replaced.Add(lines[at].IsCode ? piece : Replace(piece, isChinese));
        }

        return string.Join('\n', replaced);
    }

    private static string Replace(string text, bool isChinese)
    {
        foreach (var pattern in (Regex[])[Picture(), Tag(), Address()])
        {
            text = pattern.Replace(text, match => Protection.IsInCode(text, match.Index, match.Index + match.Length)
                ? match.Value
                : Word(match.Groups["name"].Value, isChinese));
        }

        return text;
    }

    private static string Word(string name, bool isChinese)
    {
        var called = name.Trim() is { Length: > 0 and <= LongestName } some ? some : null;
        return isChinese
            ? called is null ? "（图片无法显示）" : $"（图片“{called}”无法显示）"
            : called is null ? "(a picture that cannot be shown)" : $"(picture \"{called}\", which cannot be shown)";
    }

    // One that is never closed ends where the bytes do.
    [GeneratedRegex(
        @"!?\[(?<name>[^\[\]\n]{0,200})\]\(\s{0,9}<?data:[\w.+/-]{0,99}(?:;[\w=.-]{1,99}){0,9};base64,"
        + @"(?:(?>[A-Za-z0-9+/=_%-]*(?:\r?\n[A-Za-z0-9+/=_%-]+)*)\s{0,9}>?\s{0,9}(?:""[^""\n]{0,200}"")?\)|[A-Za-z0-9+/=_%-]*)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Picture();

    [GeneratedRegex(@"<img\b[^<>]{0,300}?\bsrc\s?=\s?[""']?data:[^<>]*>?", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    // A short one may be an example.
    [GeneratedRegex(@"data:[\w.+/-]{0,99}(?:;[\w=.-]{1,99}){0,9};base64,[A-Za-z0-9+/=_%-]{100,}", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
