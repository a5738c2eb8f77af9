namespace PicoClaw.Egress.Notifications;

/// <summary>Who may have messages sent, and names for recipients.</summary>
internal sealed class NotificationOptions
{
    public const string SectionName = "Notifications";

    /// <summary>The SHA-256 of each client's token, in hexadecimal digits.</summary>
    public Dictionary<string, string> Tokens { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The accounts that a client may use, separated by commas; a client that is not here may use all.</summary>
    public Dictionary<string, string> Accounts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The recipients of an alias, separated by commas.</summary>
    public Dictionary<string, string> Aliases { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null: all.</summary>
    public IReadOnlyList<string>? AccountsOf(string client) => Accounts.TryGetValue(client, out var accounts) ? Split(accounts) : null;

    public static IReadOnlyList<string> Split(string list) =>
        list.Split([',', '，'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
