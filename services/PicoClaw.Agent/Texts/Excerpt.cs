using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Texts;

/// <summary>The beginning of what somebody wrote, as data: it cannot end the code span.</summary>
internal static class Excerpt
{
    private const int Longest = 60;

    public static string Of(string text)
    {
        var line = CleanText.Line(text, Longest + 1) ?? "";
        var isLong = line.Length > Longest;
        return Quoted(isLong ? CleanText.Cut(line, Longest) : line) + (isLong ? "…" : "");
    }

    public static string Quoted(string text) => $"`{text.Replace('`', '\'')}`";
}
