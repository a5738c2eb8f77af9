using System.Text.RegularExpressions;

namespace PicoClaw.Configuration.Views;

/// <summary>Hides the secrets within values that hold more than a secret.</summary>
internal static partial class SecretText
{
    public const string Stars = "***";

    private const string Words = "key|token|secret|pass|pwd|auth|credential|cookie";

    // "max_tokens" and the like are numbers.
    private const string Names = "key|token$|secret|pass|pwd|auth|credential|cookie";

    /// <summary>
    /// Passwords and values of queries in addresses, passwords in connection strings, values of options and variables such as <c>--api-key=…</c> and
    /// <c>API_KEY=…</c>, headers such as <c>Authorization: …</c>.
    /// </summary>
    public static string Hide(string text)
    {
        foreach (var place in new[] { UserInfo(), Queries(), Passwords(), Assignments() })
        {
            text = place.Replace(text, $"$1{Stars}");
        }

        return text;
    }

    /// <summary>Whether the argument before says that this one is a secret.</summary>
    public static bool IsAnnouncedBy(string argument) => argument.StartsWith('-') && SecretName().IsMatch(argument);

    public static bool IsNameOfSecret(string name) => SecretName().IsMatch(name);

    [GeneratedRegex(@"([a-z][a-z0-9+.-]*://[^\s/@:]*:)[^\s/@]*(?=@)", RegexOptions.IgnoreCase)]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"([?&][^=&#\s]*=)[^&#\s]+")]
    private static partial Regex Queries();

    [GeneratedRegex(@"((?:^|;)\s*(?:password|pwd|passfile|sslpassword|ssl password)\s*=\s*)[^;]+", RegexOptions.IgnoreCase)]
    private static partial Regex Passwords();

    [GeneratedRegex(@"((?:^|[\s""'])[\w.-]*(?:" + Words + @")[\w.-]*(?:=|:\s*)).+", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Assignments();

    [GeneratedRegex(Names, RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
