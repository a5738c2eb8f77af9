namespace DingTalk.Emulator.Json;

internal sealed record WebhookAnswer(int Errcode, string Errmsg);
