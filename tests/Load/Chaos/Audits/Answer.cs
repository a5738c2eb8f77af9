using Harness.Agents;
using Load.Traffic;

namespace Load.Chaos.Audits;

/// <summary>A message in a reply.</summary>
internal sealed record Answer(Token Token, Heard Reply);
