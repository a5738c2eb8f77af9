using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Transcripts;

// A message of the bot, sent through any API.
internal sealed record ReplyEntry : TranscriptEntry
{
    // webhook, oto, group or card
    public required string Via { get; init; }

    // The webhook's msgtype or the OpenAPI's msgKey; "card".
    public required string MsgType { get; init; }

    public IReadOnlyList<string> UserIds { get; init; } = [];

    public string? Title { get; init; }

    public required string Text { get; init; }

    public IReadOnlyList<string> AtUserIds { get; init; } = [];

    public DateTimeOffset ReceivedAt { get; init; }

    // Identifies the HTTP call; a call to several users makes one entry per user.
    public required string CallId { get; init; }

    // From the OpenAPI's answer; webhooks have none.
    public string? ProcessQueryKey { get; init; }

    public bool Recalled { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Attachment? Attachment { get; init; }

    // The card's space: IM_GROUP, IM_ROBOT or ONE_BOX.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Space { get; init; }

    // The card's current state; the text changes with it.
    public CardView? Card { get; init; }

    // People can read it as an answer.
    [JsonIgnore]
    public bool IsAnswer => !Recalled && Text.Length > 0 && Card is null or { State: "finished" or "failed", Foreign: false };

    public override int Weigh() =>
        200 + Text.Length + (Title?.Length ?? 0) + (Card?.Params.Sum(one => one.Key.Length + one.Value.Length) ?? 0)
        + (Card?.Viewers?.Values.Sum(face => face.Text.Length + face.Params.Sum(one => one.Key.Length + one.Value.Length)) ?? 0);
}
