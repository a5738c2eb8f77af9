using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Transcripts;

// Something a user said, or another frame of DingTalk (then without conversation and sender), and what became of its push.
internal sealed record PushEntry : TranscriptEntry
{
    public required string Type { get; init; }

    public required string Topic { get; init; }

    // An event's id; otherwise made up, unless the payload names it.
    public required string MsgId { get; init; }

    // "1" direct, "2" group
    public required string ConversationType { get; init; }

    public string? ConversationTitle { get; init; }

    public required string Sender { get; init; }

    public required string SenderNick { get; init; }

    // What was said; of another frame its data.
    public required string Text { get; init; }

    public bool Mention { get; init; }

    // What the bot put under it.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Emotions { get; init; }

    public DateTimeOffset SaidAt { get; init; }

    // The first push; null while no connection was there to take it.
    public DateTimeOffset? PushedAt { get; init; }

    // How often it was pushed.
    public int Count { get; init; }

    // waiting (no connection), pushed, acked, later (an event that is to come again), abandoned
    public string State { get; init; } = "waiting";

    public int? AckCode { get; init; }

    public string? AckData { get; init; }

    public double? AckMs { get; init; }

    public override int Weigh() => 200 + Text.Length + (AckData?.Length ?? 0);

    // Stands in for an entry that has left the ring before its ack came.
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
