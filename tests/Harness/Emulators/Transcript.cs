namespace Harness.Emulators;

internal sealed record Transcript(IReadOnlyList<Reply> Replies)
{
    public IReadOnlyList<SaidMessage> Pushes { get; init; } = [];
}
