using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Oauth;

internal sealed record CorpTokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);
