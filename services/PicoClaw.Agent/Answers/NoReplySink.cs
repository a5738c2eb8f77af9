using PicoClaw.Agent.Turns;

namespace PicoClaw.Agent.Answers;

// Until a channel can show an answer in the making.
internal sealed class NoReplySink : IReplySink
{
    public bool Wants(Turn turn) => false;

    public ValueTask WriteAsync(Turn turn, string textSoFar, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
