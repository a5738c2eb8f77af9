using System.Text.RegularExpressions;

namespace PicoClaw.Hosting.DeadLetters;

/// <summary>Text of a message that nobody could read, without what may be a secret in it.</summary>
public static partial class Masked
{
    private const string Stars = "***";

    /// <summary>Without the values of fields that are addresses, sessions, tokens or secrets, and without queries and passwords of addresses.</summary>
    public static string Of(string text) => Passwords().Replace(Queries().Replace(Fields().Replace(text, $"$1{Stars}"), $"?{Stars}"), $"$1{Stars}@");

    // A value ends with its quote; in broken JSON that may be the end of the text.
    [GeneratedRegex(
        """("[^"\\]*(?:address|webhook|session|token|secret|key|password|ticket|authorization)[^"\\]*"\s*:\s*")(?:[^"\\]|\\.)*""",
        RegexOptions.IgnoreCase)]
    private static partial Regex Fields();

    [GeneratedRegex("""\?[^\s"'<>\\]*=[^\s"'<>\\]*""")]
    private static partial Regex Queries();

    [GeneratedRegex("""([a-z][a-z0-9+.-]*://)[^\s/"'@]*@""", RegexOptions.IgnoreCase)]
    private static partial Regex Passwords();
}
