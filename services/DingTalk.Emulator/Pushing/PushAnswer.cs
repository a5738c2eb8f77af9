namespace DingTalk.Emulator.Pushing;

// Acked is false while an event is to come again. AckData is the string the client put into its ack.
internal sealed record PushAnswer(string Id, string App, string Type, string Topic, bool Acked, int? AckCode, double? AckMs, string? AckData);
