namespace DingTalk.Stream.OpenApi;

// The users a session message mentions; a field beside the content (docs/dingtalk-protocol.md 4.1).
internal sealed record Mentions(IReadOnlyList<string>? AtUserIds, IReadOnlyList<string>? AtMobiles, bool? IsAtAll)
{
    public const int Max = 50;

    // Throws ArgumentException for more than 50.
    public static Mentions? Of(IReadOnlyList<string> userIds, IReadOnlyList<string> mobiles, bool all)
    {
        // An empty list is left out of the JSON.
        var (users, numbers) = (Distinct(userIds), Distinct(mobiles));
        if ((users?.Count ?? 0) + (numbers?.Count ?? 0) > Max)
        {
            throw new ArgumentException($"A message may mention {Max} people at most.");
        }

        return users is null && numbers is null && !all ? null : new Mentions(users, numbers, all ? true : null);
    }

    // Adds a literal `@id` for each mentioned user who is missing in the text: without it DingTalk does not highlight them.
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
