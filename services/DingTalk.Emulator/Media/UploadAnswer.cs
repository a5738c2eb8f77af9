using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Media;

internal sealed record UploadAnswer(
    int Errcode, string Errmsg,
    [property: JsonPropertyName("media_id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MediaId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Type = null,
    [property: JsonPropertyName("created_at"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long CreatedAt = 0);
