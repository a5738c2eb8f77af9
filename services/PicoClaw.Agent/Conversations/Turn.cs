using PicoClaw.Agent.Models;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Conversations;

/// <summary>Messages that are answered together, in the order in which they were said; a command is alone.</summary>
/// <param name="Id">The turn.</param>
/// <param name="Attempt">The how-manieth start this is, from 1; beyond <see cref="MaxAttempts"/> none is left and the turn is to be given up.</param>
/// <param name="Messages">At least one.</param>
internal sealed record Turn(Guid Id, int Attempt, IReadOnlyList<MessageReceived> Messages)
{
    /// <summary>A message that keeps killing the process must end as a failed turn.</summary>
    public const int MaxAttempts = 3;

    /// <summary>True when somebody stopped it before it was started.</summary>
    public bool IsStopped { get; init; }

    /// <summary>True when a tool was started in an earlier start: it must not run twice.</summary>
    public bool ToolsStarted { get; init; }

    /// <summary>What this start asked of models.</summary>
    public CallLog Calls { get; } = new();

    public Conversation Conversation => Messages[^1].Conversation;
}
