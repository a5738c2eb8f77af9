using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Transcripts;

// A file of a message: picture, audio, video or file, with the id under which /emulator/media has it.
internal sealed record Attachment(
    string Kind, string Id, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name = null);
