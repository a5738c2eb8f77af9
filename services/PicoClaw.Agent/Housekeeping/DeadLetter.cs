namespace PicoClaw.Agent.Conversations;

/// <summary>A turn that failed for good.</summary>
internal sealed record DeadLetter(Guid TurnId, string Conversation, DateTimeOffset FailedAt, string Reason, IReadOnlyList<string> Said);
