namespace DingTalk.Emulator.Transcripts;

// Something a user said, and what became of its push.
internal sealed record PushEntry : TranscriptEntry
{
    public required string MsgId { get; init; }

    // "1" direct, "2" group
    public required string ConversationType { get; init; }

    public string? ConversationTitle { get; init; }

    public required string Sender { get; init; }

    public required string SenderNick { get; init; }

    public required string Text { get; init; }

    public bool Mention { get; init; }

    public DateTimeOffset SaidAt { get; init; }

    // The first push; null while no connection was there to take it.
    public DateTimeOffset? PushedAt { get; init; }

    // How often it was pushed.
    public int Count { get; init; }

    // waiting (no connection), pushed, acked, abandoned
    public string State { get; init; } = "waiting";

    public int? AckCode { get; init; }

    public string? AckData { get; init; }

    public double? AckMs { get; init; }

    public override int Weigh() => 200 + Text.Length + (AckData?.Length ?? 0);

    // Stands in for an entry that has left the ring before its ack came.
    public static PushEntry Forgotten(string msgId, int code, TimeSpan delay) => new()
    {
        MsgId = msgId, App = "", ConversationId = "", ConversationType = "", Sender = "", SenderNick = "", Text = "",
        State = "acked", AckCode = code, AckMs = Math.Round(delay.TotalMilliseconds, 1),
    };
}
