using Harness.Agents;

namespace Load.Traffic;

/// <summary>A message and how long it waited for its answer.</summary>
internal sealed record Answered(Token Token, DateTimeOffset SaidAt, TimeSpan Waited);
