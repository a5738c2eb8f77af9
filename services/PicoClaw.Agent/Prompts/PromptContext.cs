using PicoClaw.Agent.Schedules;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Prompts;

/// <summary>What the parts of the system prompt are made from.</summary>
/// <param name="Messages">The messages to answer; at least one.</param>
/// <param name="Summary">Covers what is no longer in the history.</param>
/// <param name="Schedule">The run of a schedule that is to be carried out; null: people ask.</param>
internal sealed record PromptContext(IReadOnlyList<MessageReceived> Messages, string? Summary, ScheduledRun? Schedule = null)
{
    public Conversation Conversation => Messages[^1].Conversation;
}
