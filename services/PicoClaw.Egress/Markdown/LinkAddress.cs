using System.Text.RegularExpressions;

namespace PicoClaw.Egress.Markdown;

internal static partial class LinkAddress
{
    /// <summary>The address such that nothing in it ends it, or is read as an entity.</summary>
    public static string Write(string? url) =>
        Entity().Replace(Special().Replace(url ?? "", match => string.Concat(System.Text.Encoding.UTF8.GetBytes(match.Value).Select(octet => $"%{octet:X2}"))), "&amp;");

    [GeneratedRegex(@"[\s\p{C}()<>\\|*_`\[\]-[_]]")]
    private static partial Regex Special();

    [GeneratedRegex("&(?=#?[0-9a-zA-Z]{1,32};)")]
    private static partial Regex Entity();
}
