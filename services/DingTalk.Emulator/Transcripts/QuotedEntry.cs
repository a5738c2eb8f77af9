namespace DingTalk.Emulator.Transcripts;

// The message that is answered, as people see it above the answer.
internal sealed record QuotedEntry(string MsgId, string Text);
