using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Transcripts;

// Entries are immutable; a change replaces the entry under the same sequence with a higher revision.
internal abstract record TranscriptEntry
{
    [JsonPropertyOrder(-3)]
    public long Sequence { get; init; }

    [JsonIgnore]
    public long Revision { get; init; }

    // The sequence of the message that it answers.
    [JsonIgnore]
    public long? Cause { get; init; }

    [JsonPropertyOrder(-2)]
    public required string App { get; init; }

    [JsonPropertyOrder(-1)]
    public required string ConversationId { get; init; }

    // The approximate number of characters in memory.
    public abstract int Weigh();
}
