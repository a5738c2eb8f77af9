namespace EndToEnd.Tests.Traffic;

internal sealed record Transcript(IReadOnlyList<Reply> Replies);
