using PicoClaw.Agent.Schedules;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Turns;

/// <summary>A message of a turn as intake stored it.</summary>
/// <param name="Message">What was said.</param>
/// <param name="Command">The name of the command in it; null: none.</param>
/// <param name="Trace">Its place in a trace; null: not traced.</param>
/// <param name="Schedule">The run of a schedule that put it there; null: a person said it.</param>
internal sealed record TurnMessage(MessageReceived Message, string? Command = null, string? Trace = null, ScheduledRun? Schedule = null)
{
    /// <summary>A button of a reply says it.</summary>
    public bool IsPressed { get; init; }

    /// <summary>Why a stop stopped nothing, one of <see cref="Storage.StopFinding"/>; null: nothing is known of it.</summary>
    public string? Finding { get; init; }

    /// <summary>When its address and route were told; schedules and buttons tell none, so what the conversation knows stays.</summary>
    public long HeardAt => Schedule is null && !IsPressed ? Message.SentAt.ToUnixTimeMilliseconds() : 0;
}
