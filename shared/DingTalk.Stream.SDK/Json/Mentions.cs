namespace DingTalk.Stream.OpenApi;

/// <summary>Whom a session message highlights; it stands beside the content, not in it (docs/dingtalk-protocol.md 4.1).</summary>
internal sealed record Mentions(IReadOnlyList<string>? AtUserIds, IReadOnlyList<string>? AtMobiles, bool? IsAtAll)
{
    public const int Max = 50;

    /// <exception cref="ArgumentException">More than 50.</exception>
    public static Mentions? Of(IReadOnlyList<string> userIds, IReadOnlyList<string> mobiles, bool all)
    {
        // An empty list is left out: the server takes [""] and the like for a mention of nobody.
        var (users, numbers) = (Distinct(userIds), Distinct(mobiles));
        if ((users?.Count ?? 0) + (numbers?.Count ?? 0) > Max)
        {
            throw new ArgumentException($"A message may mention {Max} people at most.");
        }

        return users is null && numbers is null && !all ? null : new Mentions(users, numbers, all ? true : null);
    }

    /// <summary>The text with a literal <c>@id</c> for everybody who is mentioned: without it nobody is highlighted.</summary>
    public static string Spell(string text, IReadOnlyList<string> ids, string separator)
    {
        var missing = (Distinct(ids) ?? []).Where(id => !Mentioned(text, id)).Select(id => $"@{id}").ToList();
        return missing.Count == 0 ? text : $"{text}{(text.Length == 0 ? "" : separator)}{string.Join(' ', missing)}";
    }

    // "@12" is not in "@123".
    private static bool Mentioned(string text, string id)
    {
        for (var at = text.IndexOf($"@{id}", StringComparison.Ordinal); at >= 0; at = text.IndexOf($"@{id}", at + 1, StringComparison.Ordinal))
        {
            var end = at + 1 + id.Length;
            if (end == text.Length || !(char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-'))
            {
                return true;
            }
        }

        return false;
    }

    private static List<string>? Distinct(IReadOnlyList<string> ids) =>
        ids.Where(id => !string.IsNullOrWhiteSpace(id)).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } distinct ? distinct : null;
}
