namespace PicoClaw.Agent;

/// <summary>Makes a text that others wrote fit into a line of the log.</summary>
internal static class OneLine
{
    private const int Longest = 1000;

    public static string Of(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= Longest ? line : line[..(char.IsHighSurrogate(line[Longest - 1]) ? Longest - 1 : Longest)] + "…";
    }
}
