namespace DingTalk.Emulator.Transcripts;

internal sealed record ShownAnswers(IReadOnlyList<ShownAnswer> Answers);
