using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Registration;

internal sealed record PollAnswer(
    int Errcode,
    string Errmsg,
    string Status,
    [property: JsonPropertyName("client_id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ClientId,
    [property: JsonPropertyName("client_secret"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ClientSecret,
    [property: JsonPropertyName("fail_reason"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? FailReason);
