using System.Text.Json.Serialization;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Chat;

// A page event: the current state of one entry. All kinds share one sequence, so the page can order them.
internal sealed record ChatMessage
{
    public PushEntry? Push { get; init; }

    public ReplyEntry? Reply { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RefusalEntry? Refusal { get; init; }

    public string? Html { get; init; }

    // HTML by user id, for users who see a card differently.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Faces { get; init; }
}
