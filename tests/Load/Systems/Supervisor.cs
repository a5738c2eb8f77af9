using System.Collections.Concurrent;

namespace Load.Systems;

/// <summary>Starts services again that ended by themselves, as an orchestrator does.</summary>
internal sealed class Supervisor(BotSystem system)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<string> _exits = new();

    /// <summary>The services that ended by themselves, with their last words.</summary>
    public IReadOnlyList<string> Exits => [.. _exits];

    public async Task RunAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            foreach (var service in system.Services.Where(service => service.HasCrashed))
            {
                _exits.Enqueue($"{service.Name}: {string.Join(" / ", service.Process.Lines.TakeLast(3))}");
                service.Start();
            }

            await Task.WhenAny(Task.Delay(Step, TimeProvider.System, end));
        }
    }
}
