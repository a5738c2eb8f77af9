using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Transcripts;

// What went over the network for a message: a pushed frame, its ack, or a call of the bot.
internal sealed record Exchange
{
    public long Number { get; init; }

    public DateTimeOffset At { get; init; }

    // frame, ack or call
    public required string Kind { get; init; }

    // A frame's or ack's text, or the request body.
    public required string Text { get; init; }

    // Of a frame: it was lost on the way, as on a dead link.
    public bool Lost { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExchangedCall? Call { get; init; }

    // The transcript entries that it belongs to.
    [JsonIgnore]
    public IReadOnlyCollection<long> Entries { get; init; } = [];

    public int Weigh() => 200 + Text.Length + (Call?.Answer.Length ?? 0);
}
