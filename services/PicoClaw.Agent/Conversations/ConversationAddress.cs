using PicoClaw.Contracts;

namespace PicoClaw.Agent.Conversations;

/// <summary>Where a conversation is, and the newest known way to answer there.</summary>
internal sealed record ConversationAddress(Conversation Conversation, ReplyRoute Route);
