using System.Text.Json;
using System.Text.RegularExpressions;

namespace PicoClaw.Agent;

/// <summary>Finds the secrets in settings that hold more than a secret.</summary>
internal static partial class SecretsIn
{
    /// <summary>The value, and separately what follows a scheme such as <c>Bearer</c>: a service may repeat either.</summary>
    public static IEnumerable<string> Header(string value) => [value, value[(value.LastIndexOf(' ') + 1)..]];

    /// <summary>User, password and the values of the query, both escaped and unescaped.</summary>
    public static IEnumerable<string> Address(Uri? address)
    {
        if (address is not { IsAbsoluteUri: true })
        {
            return [];
        }

        var written = address.Query.TrimStart('?').Split('&').Select(field => field[(field.IndexOf('=', StringComparison.Ordinal) + 1)..])
            .Concat(address.UserInfo.Split(':'));
        return written.SelectMany(value => (string[])[value, Uri.UnescapeDataString(value)]);
    }

    /// <summary>The texts under names that mean a secret.</summary>
    public static IEnumerable<string> Json(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        using var document = JsonDocument.Parse(text);
        return [.. In(document.RootElement, isSecret: false)];
    }

    /// <summary>The values of options whose name means a secret, as <c>--api-key VALUE</c> or <c>--api-key=VALUE</c>.</summary>
    public static IEnumerable<string> Arguments(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, equals) = (arguments[i].Split('=')[0], arguments[i].IndexOf('=', StringComparison.Ordinal));
            if (SecretName().IsMatch(name) && (equals >= 0 || (name.StartsWith('-') && i + 1 < arguments.Count)))
            {
                yield return equals >= 0 ? arguments[i][(equals + 1)..] : arguments[i + 1];
            }
        }
    }

    private static IEnumerable<string> In(JsonElement element, bool isSecret) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field => In(field.Value, isSecret || SecretName().IsMatch(field.Name))),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => In(item, isSecret)),
        JsonValueKind.String when isSecret => [element.GetString()!],
        _ => [],
    };

    [GeneratedRegex("key|token$|secret|password|auth|credential", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();
}
