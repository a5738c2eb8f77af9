namespace Harness.Emulators;

internal sealed record Transcript(IReadOnlyList<Reply> Replies);
