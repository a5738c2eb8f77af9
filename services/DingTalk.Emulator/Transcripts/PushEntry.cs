using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Transcripts;

// A user's message, or another frame (without conversation and sender), with the state of its push.
internal sealed record PushEntry : TranscriptEntry
{
    public required string Type { get; init; }

    public required string Topic { get; init; }

    // An event's id; for others a generated id, unless the payload has one.
    public required string MsgId { get; init; }

    // "1" direct, "2" group
    public required string ConversationType { get; init; }

    public string? ConversationTitle { get; init; }

    public required string Sender { get; init; }

    public required string SenderNick { get; init; }

    // The message text; for other frames their data.
    public required string Text { get; init; }

    public bool Mention { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Attachment? Attachment { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public QuotedEntry? Quote { get; init; }

    // The bot's emotions under the message.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Emotions { get; init; }

    public DateTimeOffset SaidAt { get; init; }

    // The first push; null while there was no connection.
    public DateTimeOffset? PushedAt { get; init; }

    // The number of deliveries.
    public int Count { get; init; }

    // waiting (no connection), pushed, acked, later (an event that will be re-sent), abandoned
    public string State { get; init; } = "waiting";

    public int? AckCode { get; init; }

    public string? AckData { get; init; }

    public double? AckMs { get; init; }

    public override int Weigh() => 200 + Text.Length + (Quote?.Text.Length ?? 0) + (AckData?.Length ?? 0);

    // Replaces an entry that was dropped before its ack arrived.
    public static PushEntry Forgotten(string msgId, string state, int code, TimeSpan delay) => new()
    {
        Type = "",
        Topic = "",
        MsgId = msgId,
        App = "",
        ConversationId = "",
        ConversationType = "",
        Sender = "",
        SenderNick = "",
        Text = "",
        State = state,
        AckCode = code,
        AckMs = Math.Round(delay.TotalMilliseconds, 1),
    };
}
