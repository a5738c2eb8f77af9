using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Channels.DingTalk.Markdown.Inlines;

internal static partial class LinkAddress
{
    /// <summary>False for what only the machine of the model can open: a path, or a scheme of its own.</summary>
    public static bool IsReachable(string? url) =>
        url is not null && (url.StartsWith('@') || (Scheme().Match(url) is { Success: true } scheme && !IsLocal(scheme.Groups[1].Value)));

    private static bool IsLocal(string scheme) =>
        scheme.Length == 1 || scheme.ToUpperInvariant() is "FILE" or "SANDBOX" or "ATTACHMENT" or "BLOB" or "DATA" or "CID" or "ARTIFACT" or "MEMORY";

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
