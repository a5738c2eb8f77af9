using Harness.Processes;
using Load.Chaos.Schedules;
using Load.Systems;

namespace Load.Chaos.Faults;

/// <summary>A broker and a database that die, restart, close connections or are full.</summary>
internal static class ServerFaults
{
    private const string CloseSessions =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";

    public static IEnumerable<FaultKind> Of(BotSystem system)
    {
        string[] broker = system.Broker is null ? [] : ["broker"];
        string[] store = system.Store is null ? [] : ["store"];
        string[] disk = system.Disk is null ? [] : ["store"];
        return
        [
            new(new Draw("broker-kill", 3, broker, 0.5, 15, Alone: true), (all, _) => KillAsync(all.Broker!)),
            new(new Draw("broker-restart", 2, broker, 0.5, 15, Alone: true), (all, _) => StopAsync(all.Broker!)),
            new(new Draw("broker-close", 3, broker, 0, 0, Alone: true), (all, _) => CloseConnectionsAsync(all.Broker!)),
            new(new Draw("broker-alarm", 2, broker, 3, 15, Alone: true), (all, _) => AlarmAsync(all.Broker!)),
            new(new Draw("store-kill", 3, store, 0.5, 15, Alone: true), (all, _) => KillAsync(all.Store!)),
            new(new Draw("store-restart", 2, store, 0.5, 15, Alone: true), (all, _) => StopAsync(all.Store!)),
            new(new Draw("store-close", 3, store, 0, 0, Alone: true), (all, _) => CloseSessionsAsync(all.Store!)),
            new(new Draw("disk-full", 3, disk, 5, 15, Alone: true), (all, _) => FillAsync(all)),
        ];
    }

    private static async Task<Func<Task>> KillAsync(Server server)
    {
        await server.KillAsync();
        return server.StartAgainAsync;
    }

    private static async Task<Func<Task>> StopAsync(Server server)
    {
        await server.StopAsync();
        return server.StartAgainAsync;
    }

    private static async Task<Func<Task>> CloseConnectionsAsync(Server broker)
    {
        await broker.WaitAsync();
        await broker.ControlAsync("close_all_connections", "chaos");
        return FaultKind.EndsByItself;
    }

    // The broker believes that its disk is full, and blocks all who publish.
    private static async Task<Func<Task>> AlarmAsync(Server broker)
    {
        await broker.WaitAsync();
        await broker.ControlAsync("set_disk_free_limit", "1000GB");
        return () => TryAsync(() => broker.ControlAsync("set_disk_free_limit", "200MB"));
    }

    private static async Task<Func<Task>> CloseSessionsAsync(Server store)
    {
        await using var connection = await Database.OpenAsync(store.Address);
        await connection.ReadAsync(CloseSessions, row => row.GetBoolean(0));
        return FaultKind.EndsByItself;
    }

    // PostgreSQL ends when it cannot write its log.
    private static Task<Func<Task>> FillAsync(BotSystem system)
    {
        system.Disk!.Fill();
        return Task.FromResult<Func<Task>>(async () =>
        {
            system.Disk.Empty();
            if (system.Store is { } store)
            {
                await TryAsync(store.StartAgainAsync);
            }
        });
    }

    // A server that was started again has its usual limit; one that still runs cannot be started.
    private static async Task TryAsync(Func<Task> endAsync)
    {
        try
        {
            await endAsync();
        }
        catch (ServerException)
        {
        }
    }
}
