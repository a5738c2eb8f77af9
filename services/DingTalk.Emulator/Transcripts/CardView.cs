using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Transcripts;

// The state of a card in the transcript.
internal sealed record CardView(string OutTrackId, string TemplateId)
{
    public string? FlowStatus { get; init; }

    // processing, inputting, executing, finished or failed; people see the first three as generating.
    public required string State { get; init; }

    public bool Finalized { get; init; }

    // The template belongs to another app, so people see only that the card cannot be loaded.
    public bool Foreign { get; init; }

    // Clicks are sent to the app.
    public bool Callbacks { get; init; }

    public required IReadOnlyDictionary<string, string> Params { get; init; }

    public long Updates { get; init; }

    // The most updates within one second.
    public int PeakPerSecond { get; init; }

    // Calls of streaming whose guid had come before.
    public long Repeated { get; init; }

    // The users who see the card differently from everyone.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, CardFace>? Viewers { get; init; }
}
