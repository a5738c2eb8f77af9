using PicoClaw.Agent.Models.Calls;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Conversations;

/// <summary>Messages that are answered together, in the order in which they were said; a command is alone.</summary>
/// <param name="Id">The turn.</param>
/// <param name="Attempt">Attempt number, from 1, without starts that say nothing against the messages; above <see cref="MaxAttempts"/> the turn is abandoned.</param>
/// <param name="Messages">At least one.</param>
internal sealed record Turn(Guid Id, int Attempt, IReadOnlyList<MessageReceived> Messages)
{
    /// <summary>A message that keeps killing the process must end as a failed turn.</summary>
    public const int MaxAttempts = 3;

    /// <summary>Where each of the messages stands in its trace; null where nobody traced.</summary>
    public required IReadOnlyList<string?> Traces { get; init; }

    /// <summary>The number of this start among all starts, from 1.</summary>
    public required int Start { get; init; }

    /// <summary>False when it is only to be ended: no start is left, or somebody stopped it.</summary>
    public bool IsStarted => Attempt <= MaxAttempts && !IsStopped;

    /// <summary>True when somebody stopped it before it was started.</summary>
    public bool IsStopped { get; init; }

    /// <summary>True when a tool was started in an earlier start: it must not run twice.</summary>
    public bool ToolsStarted { get; init; }

    /// <summary>What this start asked of models.</summary>
    public CallLog Calls { get; } = new();

    public Conversation Conversation => Messages[^1].Conversation;
}
