using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Mending;

/// <summary>Brackets the address of a picture or a path that has blanks in it: ![图](/tmp/a b.png).</summary>
internal static partial class SpacedAddresses
{
    public static IEnumerable<Edit> Edits(string text, bool[] isProtected) =>
        Address().Matches(text).Where(address => !isProtected[address.Index]).Select(match => match.Groups["address"])
            .Select(address => new Edit(address.Index, address.Length, $"<{address.Value.Trim()}>"));

    [GeneratedRegex(
        @"(?:!\[[^\[\]\n]{0,200}(?<!\\)\]\(|\[[^\[\]\n]{1,200}(?<!\\)\]\((?=[./~]|file:|sandbox:|[A-Za-z]:[\\/]))"
        + @"(?<address>[^()<>\s""'](?:[^()<>\n""']{0,500}[ ][^()<>\n""']{0,500}))(?=\))")]
    private static partial Regex Address();
}
