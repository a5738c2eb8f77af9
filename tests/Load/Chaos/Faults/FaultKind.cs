using Load.Chaos.Schedules;
using Load.Systems;

namespace Load.Chaos.Faults;

/// <summary>A kind of fault: when a seed chooses it, and how it begins.</summary>
/// <param name="Draw">Its name, targets and lengths.</param>
/// <param name="BeginAsync">Lets it begin; what it returns ends it.</param>
internal sealed record FaultKind(Draw Draw, Func<BotSystem, Fault, Task<Func<Task>>> BeginAsync)
{
    public static readonly Func<Task> EndsByItself = () => Task.CompletedTask;

    public string Name => Draw.Kind;

    /// <summary>Lets a fault of this kind begin, waits and ends it, also when the run is cancelled.</summary>
    public async Task RunAsync(BotSystem system, Fault fault, CancellationToken cancellationToken)
    {
        var endAsync = await BeginAsync(system, fault);
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(fault.Lasts), TimeProvider.System, cancellationToken);
        }
        finally
        {
            await endAsync();
        }
    }
}
