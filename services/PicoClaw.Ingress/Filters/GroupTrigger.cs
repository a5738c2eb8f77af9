using PicoClaw.Hosting.Accounts;

namespace PicoClaw.Ingress.Filters;

/// <summary>Whether a group message asks for an answer, first match wins: mentioned, mention only, a prefix, nothing set.</summary>
internal sealed class GroupTrigger(GroupTriggerOptions options)
{
    private readonly string[] _prefixes = [.. options.Prefixes.Where(prefix => prefix.Length > 0)];

    /// <summary>The text without its prefix, or null when the bot stays silent.</summary>
    public string? Apply(string text, bool mentioned)
    {
        if (mentioned)
        {
            return text.Trim();
        }

        if (options.MentionOnly)
        {
            return null;
        }

        if (_prefixes.Length == 0)
        {
            return text.Trim();
        }

        var found = Array.Find(_prefixes, prefix => text.StartsWith(prefix, StringComparison.Ordinal));
        return found is null ? null : text[found.Length..].Trim();
    }
}
