using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Markdown.Mending;

/// <summary>Leaves pictures out whose bytes are written into the text, with a word about each. DingTalk would show the bytes.</summary>
internal static partial class DataPictures
{
    private const int LongestName = 50;

    public static string Replace(string text)
    {
        if (!text.Contains("data:", StringComparison.OrdinalIgnoreCase) || !text.Contains(";base64,", StringComparison.OrdinalIgnoreCase))
        {
            return text;
        }

        var isChinese = text.AsSpan().ContainsAnyInRange('\u3400', '\u9fff');
        var replaced = Picture().Replace(text, match => Word(match.Groups["name"].Value, isChinese));
        replaced = Tag().Replace(replaced, _ => Word("", isChinese));
        return Address().Replace(replaced, _ => Word("", isChinese));
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
        @"!?\[(?<name>[^\[\]\n]{0,200})\]\(\s{0,9}<?data:[\w.+/-]{0,99}(?:;[\w=.-]{1,99}){0,9};base64,(?:(?>[A-Za-z0-9+/=_%-]*(?:\r?\n[A-Za-z0-9+/=_%-]+)*)\s{0,9}>?\s{0,9}(?:""[^""\n]{0,200}"")?\)|[A-Za-z0-9+/=_%-]*)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Picture();

    [GeneratedRegex(@"<img\b[^<>]{0,300}?\bsrc\s?=\s?[""']?data:[^<>]*>?", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    // A short one may be an example.
    [GeneratedRegex(@"data:[\w.+/-]{0,99}(?:;[\w=.-]{1,99}){0,9};base64,[A-Za-z0-9+/=_%-]{100,}", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
