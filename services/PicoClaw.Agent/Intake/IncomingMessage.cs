using PicoClaw.Agent.Schedules;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Intake;

/// <summary>A message on its way into the mailbox, with the key of its lane and its place in a trace.</summary>
internal sealed record IncomingMessage(string LaneKey, MessageReceived Message, string? Trace)
{
    /// <summary>The run of a schedule that it is; null: a person said it.</summary>
    public ScheduledRun? Schedule { get; init; }

    /// <summary>A button of a reply says it.</summary>
    public bool IsPressed { get; init; }
}
