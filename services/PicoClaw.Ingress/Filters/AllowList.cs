namespace PicoClaw.Ingress.Filters;

/// <summary>Who may talk to the bot.</summary>
internal sealed class AllowList(IReadOnlyCollection<string> entries)
{
    private const string CanonicalPrefix = "dingtalk:";

    public bool Contains(string senderId) => entries.Count == 0 || entries.Any(entry => Matches(entry, senderId));

    private static bool Matches(string entry, string senderId)
    {
        if (entry == "*")
        {
            return true;
        }

        if (entry.StartsWith(CanonicalPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return string.Equals(entry[CanonicalPrefix.Length..].Trim(), senderId.Trim(), StringComparison.OrdinalIgnoreCase);
        }

        // "ID|name": DingTalk never sends a user name, so only the id can match.
        var bar = entry.IndexOf('|', StringComparison.Ordinal);
        var id = bar < 0 ? entry : entry[..bar];
        return id.Length > 0 && id == senderId;
    }
}
