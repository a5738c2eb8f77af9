using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Schedules;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Turns;

/// <summary>Messages that are answered together, in the order in which they were said; a command is alone, and so is what a schedule asks for.</summary>
/// <param name="Id">The turn.</param>
/// <param name="Attempt">
/// Attempt number, from 1, without starts that say nothing against the messages; above <see cref="MaxAttempts"/> the turn is abandoned.
/// </param>
/// <param name="Taken">Its messages; at least one.</param>
internal sealed record Turn(Guid Id, int Attempt, IReadOnlyList<TurnMessage> Taken)
{
    /// <summary>A message that keeps killing the process must end as a failed turn.</summary>
    public const int MaxAttempts = 3;

    /// <summary>The same in every start of the turn, and another one when it is replayed.</summary>
    public required Guid ReplyId { get; init; }

    /// <summary>What commands call the turn, within its conversation.</summary>
    public string ShortId => Storage.ShortId.Of(ReplyId);

    /// <summary>The number of this start among all starts, from 1.</summary>
    public required int Start { get; init; }

    /// <summary>When the first start of the turn began; of a replay, this start.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>False when the turn is only ended: no start is left, or a user stopped it.</summary>
    public bool IsStarted => Attempt <= MaxAttempts && !IsStopped;

    /// <summary>True when a user stopped it before this start.</summary>
    public bool IsStopped { get; init; }

    /// <summary>True when it is a dead letter that was put back: what it left in the history when it failed is replaced.</summary>
    public bool IsReplay { get; init; }

    /// <summary>True when something may wait behind it; what comes later raises the lane's version.</summary>
    public bool MoreWaits { get; init; }

    /// <summary>True when an earlier start ran a tool, which must not run twice.</summary>
    public bool ToolsStarted { get; init; }

    /// <summary>When its people may ask again, if it is more than the rate allows them; null: it is answered.</summary>
    public DateTimeOffset? LimitedUntil { get; init; }

    public IReadOnlyList<MessageReceived> Messages { get; } = [.. Taken.Select(taken => taken.Message)];

    /// <summary>The name of the command that the turn runs; null: it runs none.</summary>
    public string? Command => Taken is [{ Command: var command }] ? command : null;

    /// <summary>The run of a schedule that the turn is; null: people wait for it.</summary>
    public ScheduledRun? Schedule => Taken is [{ Schedule: var run }] ? run : null;

    /// <summary>The calls of models that this start makes.</summary>
    public CallLog Calls { get; } = new();

    /// <summary>What people could read of this start's answer while it was written; null: nobody looked.</summary>
    public string? Shown { get; set; }

    public Conversation Conversation => Messages[^1].Conversation;
}
