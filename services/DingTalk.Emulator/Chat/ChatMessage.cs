using System.Text.Json.Serialization;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Chat;

// An event of the page: an entry as it is now. All kinds share the sequence, so the page can put them in order.
internal sealed record ChatMessage
{
    public PushEntry? Push { get; init; }

    public ReplyEntry? Reply { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RefusalEntry? Refusal { get; init; }

    public string? Html { get; init; }

    // By user id, for those who see a card otherwise than everybody.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Faces { get; init; }
}
