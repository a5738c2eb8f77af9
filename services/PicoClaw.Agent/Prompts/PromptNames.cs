using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Agent.Prompts;

/// <summary>Names and titles in a prompt: people choose them, so each is kept one short piece of data.</summary>
internal static class PromptNames
{
    private const int MaxLength = 64;

    /// <summary>In quotes, which it cannot end.</summary>
    public static string Quoted(string name) => $"\"{Line(name).Replace('"', '\'')}\"";

    /// <summary>The speaker of a message. A colon ends the name, so the name holds none.</summary>
    public static string Speaker(Sender sender) =>
        Line((sender.DisplayName ?? "").Replace(':', ' ').Replace('：', ' ')) is { Length: > 0 } name ? name : Line(sender.Id);

    private static string Line(string name) => CleanText.Line(name, MaxLength) ?? "";
}
