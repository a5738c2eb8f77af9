using Harness.Agents;
using Load.Traffic;

namespace Load.Chaos.Audits;

/// <summary>What is known of a run when it is over.</summary>
/// <param name="Record">What was said and heard.</param>
/// <param name="Unknown">The calls with an unknown outcome.</param>
/// <param name="Senders">The names of the services that send.</param>
/// <param name="Disruptions">When services were killed or paused.</param>
internal sealed record Evidence(
    EmulatorRecord Record, IReadOnlyList<UnknownCall> Unknown, IReadOnlyList<string> Senders, Disruptions Disruptions);
