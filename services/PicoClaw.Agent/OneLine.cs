using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent;

/// <summary>Fits a text that others wrote into one line of the log.</summary>
internal static class OneLine
{
    private const int MaxLength = 1000;

    public static string Of(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= MaxLength ? line : CleanText.Cut(line, MaxLength) + "…";
    }
}
