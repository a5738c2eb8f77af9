using PicoClaw.Contracts;

namespace PicoClaw.Agent.Prompts;

/// <summary>What the parts of the system prompt are made from.</summary>
/// <param name="Messages">The messages to answer; at least one.</param>
/// <param name="Summary">Covers what is no longer in the history.</param>
internal sealed record PromptContext(IReadOnlyList<MessageReceived> Messages, string? Summary)
{
    public Conversation Conversation => Messages[^1].Conversation;
}
