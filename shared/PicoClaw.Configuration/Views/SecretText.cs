using System.Text.RegularExpressions;

namespace PicoClaw.Configuration.Views;

/// <summary>Hides the secrets within values that hold more than a secret.</summary>
internal static partial class SecretText
{
    public const string Stars = "***";

    /// <summary>Passwords and values of queries in addresses, passwords in connection strings, values of options such as <c>--api-key=…</c>.</summary>
    public static string Hide(string text) =>
        Options().Replace(Passwords().Replace(Queries().Replace(UserInfo().Replace(text, $"$1{Stars}@"), $"$1{Stars}"), $"$1{Stars}"), $"$1{Stars}");

    /// <summary>Whether the argument before says that this one is a secret.</summary>
    public static bool IsAnnouncedBy(string argument) => argument.StartsWith('-') && SecretName().IsMatch(argument);

    public static bool IsNameOfSecret(string name) => SecretName().IsMatch(name);

    [GeneratedRegex(@"([a-z][a-z0-9+.-]*://[^\s/@:]*:)[^\s/@]*@", RegexOptions.IgnoreCase)]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"([?&][^=&#\s]*=)[^&#\s]+")]
    private static partial Regex Queries();

    [GeneratedRegex(@"((?:^|;)\s*(?:password|pwd|passfile|sslpassword|ssl password)\s*=\s*)[^;]+", RegexOptions.IgnoreCase)]
    private static partial Regex Passwords();

    [GeneratedRegex(@"(^-[^=]*(?:key|token|secret|password|auth|credential)[^=]*=).+", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Options();

    [GeneratedRegex("key|token$|secret|password|auth|credential", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
