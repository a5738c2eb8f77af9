namespace PicoClaw.Agent.Turns;

// A row of the table mailbox, as Dapper fills it.
internal sealed class StoredMessage
{
    public const string Columns =
        """
        message_id AS MessageId, sent_at AS SentAt, position AS Position, body AS Body, command AS Command, trace AS Trace, schedule AS Schedule,
        pressed AS Pressed, finding AS Finding
        """;

    public required string MessageId { get; init; }

    public long SentAt { get; init; }

    public long Position { get; init; }

    public required string Body { get; init; }

    public string? Command { get; init; }

    public string? Trace { get; init; }

    public string? Schedule { get; init; }

    public long Pressed { get; init; }

    public string? Finding { get; init; }

    /// <summary>True for one that is a turn of its own.</summary>
    public bool IsAlone => Command is not null || Schedule is not null;
}
