namespace DingTalk.Emulator.Transcripts;

internal sealed record TranscriptChanges(long Revision, bool Reset, IReadOnlyList<TranscriptEntry> Entries);
