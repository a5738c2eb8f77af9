namespace PicoClaw.Agent.Housekeeping;

/// <summary>A turn that failed for good and can be replayed.</summary>
internal sealed record DeadLetter(Guid TurnId, string Conversation, DateTimeOffset FailedAt, string Reason, IReadOnlyList<string> Said);
