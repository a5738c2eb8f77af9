using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Transcripts;

// The state of a card in the transcript.
internal sealed record CardView(string OutTrackId, string TemplateId)
{
    public string? FlowStatus { get; init; }

    public bool Finalized { get; init; }

    public required IReadOnlyDictionary<string, string> Params { get; init; }

    public long Updates { get; init; }

    // The most updates within one second.
    public int PeakPerSecond { get; init; }

    // The users who see the card differently from everyone.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, CardFace>? Viewers { get; init; }
}
