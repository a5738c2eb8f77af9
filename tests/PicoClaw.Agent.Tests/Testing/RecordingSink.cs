using System.Collections.Concurrent;
using PicoClaw.Agent.Answers;
using PicoClaw.Agent.Turns;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>Records the pieces of answers.</summary>
internal sealed class RecordingSink : IReplySink
{
    private readonly ConcurrentQueue<(Guid ReplyId, string Text)> _shown = new();

    public IReadOnlyList<(Guid ReplyId, string Text)> Shown => [.. _shown];

    public bool Wants(Turn turn) => true;

    public ValueTask WriteAsync(Turn turn, string textSoFar, CancellationToken cancellationToken)
    {
        _shown.Enqueue((turn.ReplyId, textSoFar));
        return ValueTask.CompletedTask;
    }
}
