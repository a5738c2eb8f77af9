using EndToEnd.Tests.Processes;
using EndToEnd.Tests.Traffic;
using Harness.Emulators;
using Harness.Processes;
using Microsoft.Data.Sqlite;
using PicoClaw.Tests.Postgres;

namespace EndToEnd.Tests;

/// <summary>A broker that is away while people write, and an ingress that dies meanwhile.</summary>
public sealed class SpoolTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task BrokerIsAwayAndIngressIsKilled_EveryMessageIsAckedAndAnsweredOnceInOrder()
    {
        await using var broker = await PrivateServer.StartBrokerAsync();
        using var home = new TestHome();
        using var spool = new SpoolFolder();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.Config(emulator));
        using var client = new EmulatorClient(emulator.Address);
        var conversations = new Conversations(client, TwoAccounts.ClientIds, perApp: 3, messages: 12) { Pause = TimeSpan.FromMilliseconds(150) };
        await using var egress = Start("Egress", home, broker.Address, spool);
        await using var agent = Start("Agent", home, broker.Address, spool);
        await using var first = Start("Ingress", home, broker.Address, spool);
        await conversations.TalkAsync(1, 3, Cancel);

        // In order: a queue of RabbitMQ 3.10 that is killed in its first seconds may answer nobody for minutes after the restart.
        await broker.StopAsync();
        var talk = conversations.TalkAsync(4, 12, Cancel);
        await first.ShowsAsync("Messages go to the spool", Cancel);
        await conversations.AckedAsync(conversations.Acked + 12, talk, Cancel);
        await first.KillAsync();
        await using var second = Start("Ingress", home, broker.Address, spool);
        await talk;
        spool.Files.ShouldNotBeEmpty();
        await broker.StartAsync();

        conversations.ShouldBeAnsweredOnceInOrder(await conversations.HearAsync(Cancel));
        await second.ShowsAsync("The spool is empty again", Cancel);
        second.Count("of an earlier process wait in").ShouldBeGreaterThan(0, second.Output);
        spool.Files.ShouldBeEmpty();
    }

    // In one process the commit in the store is the confirm.
    [Fact(Timeout = 180_000)]
    public async Task StoreOfTheGatewayIsLockedAndItIsKilled_EveryMessageIsAckedAndAnsweredOnceInOrder()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.Config(emulator));
        using var client = new EmulatorClient(emulator.Address);
        var conversations = new Conversations(client, TwoAccounts.ClientIds, perApp: 2, messages: 3);
        await using var first = Gateway.Start(home);
        await first.ShowsAsync("Press Ctrl+C to stop.", Cancel);
        var folder = home.Environment["PICOCLAW_HOME"];
        await using (var store = new SqliteConnection($"Data Source={Path.Combine(folder, "store", "agent.db")};Pooling=False;Default Timeout=30"))
        {
            await store.OpenAsync(Cancel);
            await using var locked = store.BeginTransaction();
            await conversations.TalkAsync(Cancel);
            Directory.GetFiles(Path.Combine(folder, "spool"), "*.spool", SearchOption.AllDirectories).ShouldNotBeEmpty();
            await first.KillAsync();
        }

        await using var second = Gateway.Start(home);

        conversations.ShouldBeAnsweredOnceInOrder(await conversations.HearAsync(Cancel));
    }

    private static ServiceProcess Start(string service, TestHome home, string broker, SpoolFolder spool) => ServiceProcess.Start(
        $"PicoClaw.{service}",
        $"PicoClaw.{service}",
        [],
        [
            .. home.Environment,
            new("PICOCLAW_BROKER", broker),
            new("PICOCLAW_INGRESS_SPOOL_DIRECTORY", spool.Path),
            new("ASPNETCORE_URLS", $"http://127.0.0.1:{TestHome.FreePort()}"),
        ]);

    private sealed class SpoolFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("picoclaw-spool-").FullName;

        public IReadOnlyList<string> Files => Directory.GetFiles(Path, "*.spool", SearchOption.AllDirectories);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
