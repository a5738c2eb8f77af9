using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Oauth;

internal sealed record LegacyTokenAnswer(
    int Errcode, string Errmsg,
    [property: JsonPropertyName("access_token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AccessToken = null,
    [property: JsonPropertyName("expires_in"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int ExpiresIn = 0);
