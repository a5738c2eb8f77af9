namespace PicoClaw.Storage.Malformed;

/// <summary>A message that an intake could not take; <see cref="Body"/> is empty in a list.</summary>
public sealed class MalformedRow
{
    internal const string Columns =
        "malformed_id AS Id, intake AS Intake, conversation AS Conversation, reason AS Reason, size AS Size, arrivals AS Arrivals, last_at AS LastAt";

    public required string Id { get; init; }

    public required string Intake { get; init; }

    /// <summary>Null when it cannot be read.</summary>
    public string? Conversation { get; init; }

    public required string Reason { get; init; }

    public string Body { get; init; } = "";

    /// <summary>Bytes of what came.</summary>
    public long Size { get; init; }

    /// <summary>How often it came.</summary>
    public long Arrivals { get; init; }

    /// <summary>When it last came: milliseconds since 1970, UTC.</summary>
    public long LastAt { get; init; }
}
