namespace DingTalk.Emulator.Streaming;

internal sealed record FrameHeaders(string AppId, string ConnectionId, string ContentType, string MessageId, string Time, string Topic);
