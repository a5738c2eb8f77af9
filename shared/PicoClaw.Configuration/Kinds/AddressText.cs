using System.Text.RegularExpressions;

namespace PicoClaw.Configuration.Kinds;

/// <summary>Finds what is wrong with an address that holds a user and a password.</summary>
public static partial class AddressText
{
    /// <summary>
    /// The end of a sentence that shows nothing of the address, or null. A special character in the password would end it early, and the rest would be
    /// read as host and port.
    /// </summary>
    public static string? Fault(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = Query().Replace(address, "").LastIndexOf('@');
        return start >= 3 && end > start && Special().IsMatch(address[start..end])
            ? "holds a special character in user or password as it is. Write it percent-encoded: "
                + "@ as %40, # as %23, / as %2F, ? as %3F, : as %3A, % as %25, a space as %20, { as %7B, } as %7D."
            : null;
    }

    // Parameters may hold an @ too, but only after the host.
    [GeneratedRegex(@"(?<=@[^@?]*|://[^@:?/]*(:[0-9]+)?(/[^@:?/]*)?)\?\w+=.*$", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Query();

    [GeneratedRegex(@"[^A-Za-z0-9._~!$&'()*+,;=:%-]|%(?![0-9A-Fa-f]{2})|:.*:")]
    private static partial Regex Special();
}
