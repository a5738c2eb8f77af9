namespace Harness.Agents;

/// <summary>The settings that the replicas of an agent share.</summary>
internal sealed record AgentSetup
{
    public required string Broker { get; init; }

    /// <summary>A postgres:// address.</summary>
    public required string Store { get; init; }

    /// <summary>The base address of a model.</summary>
    public required Uri Model { get; init; }

    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan SafetyMargin { get; init; } = TimeSpan.FromSeconds(3);

    public int MaxLanes { get; init; } = 10;
}
