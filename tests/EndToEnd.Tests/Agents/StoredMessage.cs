using Harness.Agents;

namespace EndToEnd.Tests.Agents;

/// <summary>A message as the agent's store has it.</summary>
internal sealed record StoredMessage(Token Token, string? Turn, string? Status, DateTimeOffset? EndedAt);
