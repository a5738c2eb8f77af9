using System.Net;
using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>What the tags of HTML mean in Markdown.</summary>
internal static partial class TagMeaning
{
    /// <summary>Of a tag that has no partner; null for others.</summary>
    public static string? Alone(string name, string tag) => name.ToUpperInvariant() switch
    {
        "IMG" when Attribute(tag, "src") is { } source => $"![{Label(Attribute(tag, "alt") ?? "")}]({Address(source)})",
        "HR" => "\n\n---\n\n",
        _ => null,
    };

    public static bool IsEmphasis(string name) => name.ToUpperInvariant() is "B" or "STRONG" or "I" or "EM";

    public static (string Before, string After) Pair(string name, string opening, bool spansLines) => name.ToUpperInvariant() switch
    {
        "B" or "STRONG" when !spansLines => ("**", "**"),
        "I" or "EM" when !spansLines => ("*", "*"),
        "CODE" or "KBD" when !spansLines => ("`", "`"),
        "A" when !spansLines && Attribute(opening, "href") is { } address => ("[", $"]({Address(address)})"),
        "SUP" => ("^", ""),
        "P" or "DIV" or "CENTER" or "SECTION" or "DETAILS" or "UL" or "OL" => ("\n\n", "\n\n"),
        "SUMMARY" when !spansLines => ("\n\n**", "**\n\n"),
        "BLOCKQUOTE" when !spansLines => ("\n\n> ", "\n\n"),
        "LI" => ("\n- ", "\n"),
        ['H', >= '1' and <= '6' and var level] when !spansLines => ($"\n\n{new string('#', level - '0')} ", "\n\n"),
        _ => ("", ""),
    };

    private static string? Attribute(string tag, string name) =>
        Attributes().Matches(tag).FirstOrDefault(match => match.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? WebUtility.HtmlDecode(found.Groups["value"].Value.Trim('"', '\'')).Trim()
            : null;

    private static string Label(string text) => text.Replace('[', '(').Replace(']', ')');

    private static string Address(string address) =>
        address.Replace(" ", "%20", StringComparison.Ordinal).Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<name>[\w-]+)\s*=\s*(?<value>""[^""]*""|'[^']*'|[^\s""'>]+)")]
    private static partial Regex Attributes();
}
