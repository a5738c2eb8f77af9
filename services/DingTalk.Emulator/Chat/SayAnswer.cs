using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Chat;

internal sealed record SayAnswer(
    string MsgId, string App, string ConversationId, bool Acked, int? AckCode, double? AckMs, IReadOnlyList<ReplyEntry> Replies);
