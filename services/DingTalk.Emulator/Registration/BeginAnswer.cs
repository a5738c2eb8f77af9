using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Registration;

internal sealed record BeginAnswer(
    int Errcode,
    string Errmsg,
    [property: JsonPropertyName("device_code")] string DeviceCode,
    [property: JsonPropertyName("user_code")] string UserCode,
    [property: JsonPropertyName("verification_uri")] string VerificationUri,
    [property: JsonPropertyName("verification_uri_complete")] string VerificationUriComplete,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    int Interval);
