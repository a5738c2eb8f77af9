using Load.Chaos.Schedules;
using Load.Systems;

namespace Load.Chaos.Faults;

/// <summary>Processes that die, stop or hang.</summary>
internal static class ProcessFaults
{
    // A process that has just been started does not handle SIGTERM yet.
    private const int EndedBySignal = 143;

    public static IEnumerable<FaultKind> Of(BotSystem system)
    {
        string[] names = [.. system.Services.Select(service => service.Name)];
        return
        [
            new(new Draw("kill", 14, names, 0.5, 10, Alone: true), KillAsync),
            new(new Draw("terminate", 4, names, 0.5, 5, Alone: true), TerminateAsync),
            new(new Draw("pause", 6, names, 0.5, 12, Alone: true), PauseAsync),
            new(new Draw("pause-beyond-lease", 2, names, 33, 40, Alone: true), PauseAsync),
        ];
    }

    private static async Task<Func<Task>> KillAsync(BotSystem system, Fault fault)
    {
        var service = system.Service(fault.Target);
        await system.Disruptions.AddAsync(service.Name, service.KillAsync);
        return Start(service);
    }

    private static async Task<Func<Task>> TerminateAsync(BotSystem system, Fault fault)
    {
        var service = system.Service(fault.Target);
        var code = await service.TerminateAsync(CancellationToken.None);
        return code is 0 or EndedBySignal ? Start(service) : throw new InvalidOperationException($"{service.Name} ended with {code}\n{service.Process.Output}");
    }

    private static Task<Func<Task>> PauseAsync(BotSystem system, Fault fault)
    {
        var process = system.Service(fault.Target).Process;
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Pause();
        var paused = system.Disruptions.AddAsync(fault.Target, () => over.Task);
        return Task.FromResult<Func<Task>>(() =>
        {
            process.Resume();
            over.SetResult();
            return paused;
        });
    }

    private static Func<Task> Start(Service service) => () =>
    {
        service.Start();
        return Task.CompletedTask;
    };
}
