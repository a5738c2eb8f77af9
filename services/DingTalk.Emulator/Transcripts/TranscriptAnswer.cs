namespace DingTalk.Emulator.Transcripts;

// Sequence is the last one given out: ask with ?since= it for what comes later.
internal sealed record TranscriptAnswer(long Sequence, IReadOnlyList<PushEntry> Pushes, IReadOnlyList<ReplyEntry> Replies, IReadOnlyList<RefusalEntry> Refusals);
