using Harness.Agents;

namespace EndToEnd.Tests.Agents;

/// <summary>What the agent's store says of a message.</summary>
internal sealed record StoredMessage(Token Token, string? Turn, string? Status, DateTimeOffset? EndedAt);
