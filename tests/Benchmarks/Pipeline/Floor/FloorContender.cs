using Harness.Processes;

namespace Benchmarks.Pipeline.Floor;

/// <summary>The same hops and as many durable steps, with nothing else: what a message costs at least.</summary>
internal static class FloorContender
{
    public const string AgentIntake = "floor-agent";
    public const string EgressIntake = "floor-egress";

    public static async Task<Contender> StartAsync(string broker, string store, Uri dingTalk, CancellationToken cancellationToken)
    {
        await FloorStore.CreateAsync(store);
        List<ServiceProcess> processes = [];
        foreach (var (role, address) in new[] { ("floor-egress", store), ("floor-agent", store), ("floor-ingress", dingTalk.ToString()) })
        {
            var process = ServiceProcess.StartProgram(role, "dotnet", [typeof(FloorContender).Assembly.Location, role, broker, address], []);
            processes.Insert(0, process);
            await process.ShowsAsync("ready", cancellationToken);
        }

        return new Contender("floor", processes, [], AgentIntake, EgressIntake);
    }

    /// <summary>The program of one of the three processes.</summary>
    public static async Task<int> RunAsync(Func<Task> run)
    {
        await run();
        Console.WriteLine("ready");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
        return 0;
    }
}
