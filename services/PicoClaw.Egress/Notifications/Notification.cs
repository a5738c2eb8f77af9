namespace PicoClaw.Egress.Notifications;

/// <summary>A notification that was found to be in order, as the store keeps it.</summary>
internal sealed class Notification
{
    public required Guid Id { get; init; }

    public required string Client { get; init; }

    /// <summary>The client's own key; null: it has none.</summary>
    public required string? Key { get; init; }

    /// <summary>Equal for notifications that ask for the same.</summary>
    public required string Digest { get; init; }

    /// <summary>The account's lane.</summary>
    public required string LaneKey { get; init; }

    public required int Priority { get; init; }

    /// <summary>A reply without its recipient.</summary>
    public required string Body { get; init; }

    /// <summary>Each once, as <see cref="Outbox.RecipientText"/>; no alias.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>In milliseconds since 1970; null: at once.</summary>
    public required long? NotBefore { get; init; }

    /// <summary>In milliseconds since 1970; null: never.</summary>
    public required long? ExpiresAt { get; init; }

    public string? Trace { get; init; }
}
