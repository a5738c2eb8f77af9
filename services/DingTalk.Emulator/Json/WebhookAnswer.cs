namespace DingTalk.Emulator.Robot;

internal sealed record WebhookAnswer(int Errcode, string Errmsg);
