namespace Load.Agents;

/// <summary>The result for one number of replicas. Processor time is in percent: of one processor for processes, of all for the machine.</summary>
internal sealed record Row(
    int Replicas, double TurnsPerSecond, IReadOnlyList<double> Agents, double Broker, double Postgres, double Driver, double Machine)
{
    public static string Head =>
        """
        | replicas | turns/s | of 20 each | CPU % of each agent | broker | PostgreSQL | driver and model | machine |
        |---:|---:|---:|---|---:|---:|---:|---:|
        """;

    /// <summary>Of what its lanes and the model's time allow.</summary>
    public double Efficiency => TurnsPerSecond / Replicas / AgentScaling.TurnsOfReplica;

    public override string ToString() =>
        $"| {Replicas} | {TurnsPerSecond:0.0} | {Efficiency:0.00} "
        + $"| {string.Join(", ", Agents.Select(agent => $"{agent:0}"))} "
        + $"| {Broker:0} | {Postgres:0} | {Driver:0} | {Machine:0} |";
}
