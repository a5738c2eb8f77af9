using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Prompts;

/// <summary>Names and titles as a prompt holds them: people choose them, so each stays one short piece of data.</summary>
internal static class Named
{
    private const int Longest = 64;

    /// <summary>In quotes of its own, which it cannot end.</summary>
    public static string Quoted(string name) => $"\"{Line(name).Replace('"', '\'')}\"";

    /// <summary>The speaker of a message. A colon ends the name, so it holds none.</summary>
    public static string Speaker(Sender sender) =>
        Line((sender.DisplayName ?? "").Replace(':', ' ').Replace('：', ' ')) is { Length: > 0 } name ? name : Line(sender.Id);

    private static string Line(string name) => CleanText.Line(name, Longest) ?? "";
}
