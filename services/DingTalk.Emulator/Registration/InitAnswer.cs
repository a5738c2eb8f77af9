using System.Text.Json.Serialization;

namespace DingTalk.Emulator.Registration;

internal sealed record InitAnswer(int Errcode, string Errmsg, string Nonce, [property: JsonPropertyName("expires_in")] int ExpiresIn);
