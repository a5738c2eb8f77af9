using PicoClaw.Contracts;

namespace PicoClaw.Agent.Prompts;

/// <summary>What a part of the system prompt may speak of.</summary>
/// <param name="Messages">The messages that are to be answered; at least one.</param>
/// <param name="Summary">Of what is no longer in the history.</param>
internal sealed record PromptContext(IReadOnlyList<MessageReceived> Messages, string? Summary)
{
    public Conversation Conversation => Messages[^1].Conversation;
}
