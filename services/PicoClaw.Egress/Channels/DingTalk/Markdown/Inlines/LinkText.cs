using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Inlines;

/// <summary>What the text of a link says of the place that it leads to: DingTalk shows only the text, so it must not name another place.</summary>
internal static partial class LinkText
{
    /// <summary>Where the link leads, for a text that names another host; null when it is honest, or names none.</summary>
    public static string? RealHost(LinkInline link) =>
        Named(Plain(link)) is { } named && Uri.TryCreate(link.Url, UriKind.Absolute, out var target) && Bare(target.IdnHost) is { Length: > 0 } host
            && !named.Equals(host, StringComparison.OrdinalIgnoreCase)
            ? host
            : null;

    /// <summary>False for a text that nobody can see, and so nobody can click on purpose.</summary>
    public static bool IsVisible(LinkInline link) => link.Descendants().Any(inline => inline is LinkInline) || IsVisible(Plain(link));

    public static bool IsVisible(string text) => text.Any(IsVisible);

    private static bool IsVisible(char character) => !char.IsWhiteSpace(character) && !char.IsControl(character) && !Invisible().IsMatch([character]);

    private static string Plain(LinkInline link) => string.Concat(link.Descendants().Select(inline => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        AutolinkInline address => address.Url,
        _ => "",
    }));

    // The host behind the last @, as a browser reads it.
    private static string? Named(string text) =>
        Address().Match(text) is { Success: true } found ? Bare(found.Groups["host"].Value[(found.Groups["host"].Value.LastIndexOf('@') + 1)..]) : null;

    private static string Bare(string host) => host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;

    // Words such as README.md look like hosts, too: without a scheme only endings that are no files' count.
    [GeneratedRegex(
        @"https?:/{0,2}(?<host>[^\s/?#:，。）)]+)|(?<host>\bwww\.[^\s/?#:，。）)]+)"
        + @"|^\s*(?<host>(?:[\w-]+\.)+(?:com|cn|net|org|gov|edu|hk|tw))(?=[/?#:\s]|$)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"[\p{Cf}\p{Zs}\u2800\u3164\uFFA0\u115F\u1160]")]
    private static partial Regex Invisible();
}
