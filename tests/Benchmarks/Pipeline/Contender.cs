using Harness.Processes;

namespace Benchmarks.Pipeline;

/// <summary>Three processes that carry a message from the frame to the reply.</summary>
/// <param name="Name">As the table says it.</param>
/// <param name="Processes">Ingress, agent and egress.</param>
/// <param name="Health">Where each answers /metrics, if it does.</param>
/// <param name="AgentIntake">The exchange before the agent.</param>
/// <param name="EgressIntake">The exchange before egress.</param>
internal sealed record Contender(
    string Name, IReadOnlyList<ServiceProcess> Processes, IReadOnlyList<Uri> Health, string AgentIntake, string EgressIntake) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        foreach (var process in Processes)
        {
            await process.DisposeAsync();
        }
    }
}
