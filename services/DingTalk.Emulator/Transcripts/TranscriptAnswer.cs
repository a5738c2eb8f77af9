namespace DingTalk.Emulator.Transcripts;

// Sequence is the last one used; ?since= with it returns later entries.
internal sealed record TranscriptAnswer(
    long Sequence, IReadOnlyList<PushEntry> Pushes, IReadOnlyList<ReplyEntry> Replies, IReadOnlyList<RefusalEntry> Refusals);
