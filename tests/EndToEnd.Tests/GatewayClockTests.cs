using System.Diagnostics;
using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Processes;
using Microsoft.Data.Sqlite;

namespace EndToEnd.Tests;

/// <summary>A gateway whose clock was a day ahead and is right again.</summary>
public sealed class GatewayClockTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task LeasesLieADayAhead_TheNextRunAnswersAtOnce()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.Config(emulator));
        using var client = new EmulatorClient(emulator.Address);
        await using (var ahead = Gateway.Start(home))
        {
            (await SayAsync(client, "before")).Replies.ShouldHaveSingleItem();

            // Killed sooner, it would not know that the reply was sent, and rightly send it again.
            await UntilSentAsync(home);
            await ahead.KillAsync();
        }

        // As the wrong clock left it: the leases of the conversation and the account end tomorrow, and nobody holds them.
        foreach (var service in new[] { "agent", "egress" })
        {
            await using var store = await OpenAsync(home, service);
            await using var command = store.CreateCommand();
            command.CommandText = "UPDATE lane SET owner = NULL, has_work = 1, lease_until = CAST(unixepoch() AS INTEGER) * 1000 + 86400000";
            (await command.ExecuteNonQueryAsync(Cancel)).ShouldBe(1);
        }

        await using var gateway = Gateway.Start(home);
        var watch = Stopwatch.StartNew();
        var said = await SayAsync(client, "after");

        TestContext.Current.TestOutputHelper?.WriteLine($"{said.Replies.Count} replies after {watch.Elapsed.TotalSeconds:0.0} s");
        said.Replies.ShouldHaveSingleItem().Text.ShouldContain("after");
    }

    private static async Task UntilSentAsync(TestHome home)
    {
        await using var store = await OpenAsync(home, "egress");
        await using var command = store.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM outbox WHERE status = 'sent'";
        while ((long)(await command.ExecuteScalarAsync(Cancel))! != 1)
        {
            await Task.Delay(20, Cancel);
        }
    }

    private static async Task<SqliteConnection> OpenAsync(TestHome home, string service)
    {
        var path = Path.Combine(home.Environment["PICOCLAW_HOME"], "store", $"{service}.db");
        var store = new SqliteConnection($"Data Source={path};Pooling=False");
        await store.OpenAsync(Cancel);
        return store;
    }

    private static Task<Said> SayAsync(EmulatorClient client, string text) =>
        client.SayAsync(new { app = "dingacme", text, waitSeconds = 120 }, Cancel);
}
