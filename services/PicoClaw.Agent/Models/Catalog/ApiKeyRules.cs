using System.Globalization;

namespace PicoClaw.Agent.Models.Catalog;

/// <summary>Finds keys that were pasted with something around them. The key itself is never shown.</summary>
internal static class ApiKeyRules
{
    private const string Scheme = "Bearer ";

    public static IEnumerable<string> Problems(ModelEntry model) =>
        from key in model.ApiKeys.Select((text, index) => (Text: text, Index: index))
        let problem = Problem(key.Text)
        where problem is not null
        select $"model_list entry \"{model.ModelName}\": api_keys[{key.Index}] {problem}";

    private static string? Problem(string key)
    {
        if (key.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return $"begins with \"{Scheme.Trim()}\"; write the key alone, the request's header is made of it.";
        }

        var at = key.AsSpan().IndexOfAnyExceptInRange('!', '~');
        return at < 0
            ? null
            : $"has a character at position {at + 1} that no key has ({Name(key[at])}); copy the key again, without what stands around it.";
    }

    private static string Name(char letter) =>
        letter == ' ' ? "a blank" : string.Create(CultureInfo.InvariantCulture, $"U+{(int)letter:X4}, not printable ASCII");
}
