using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Inlines;

internal static partial class LinkAddress
{
    /// <summary>
    /// Whether a reader's client may follow it. Other schemes are shown as text: those that only the machine of the model knows, and those that act
    /// as the reader with one tap, such as dtmd://dingtalkclient/sendMessage.
    /// </summary>
    public static bool IsOpen(string? url) => url is not null && Scheme().Match(url) is { Success: true } scheme && IsOpenScheme(scheme.Groups[1].Value);

    /// <summary>Whether a client may load it as a picture: from the web, or by a media id of DingTalk.</summary>
    public static bool IsPicture(string? url) =>
        url is not null && (url.StartsWith('@') || (Scheme().Match(url) is { Success: true } scheme && IsWeb(scheme.Groups[1].Value)));

    private static bool IsOpenScheme(string scheme) => IsWeb(scheme) || scheme.ToUpperInvariant() is "MAILTO" or "TEL";

    private static bool IsWeb(string scheme) => scheme.ToUpperInvariant() is "HTTP" or "HTTPS";

    /// <summary>Escapes the address, so that nothing in it ends it or reads as an entity.</summary>
    public static string Write(string? url) =>
        Entity().Replace(Special().Replace(url ?? "", match => Percent(match.Value)), "&amp;");

    private static string Percent(string text) => string.Concat(System.Text.Encoding.UTF8.GetBytes(text).Select(octet => $"%{octet:X2}"));

    [GeneratedRegex("^([A-Za-z][A-Za-z0-9+.-]*):")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"[\s\p{C}()<>\\|*_`\[\]-[_]]")]
    private static partial Regex Special();

    [GeneratedRegex("&(?=#?[0-9a-zA-Z]{1,32};)")]
    private static partial Regex Entity();
}
