using System.Text.Json.Nodes;
using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Processes;
using Microsoft.Data.Sqlite;

namespace EndToEnd.Tests;

/// <summary>
/// What was scheduled comes although the gateway was killed meanwhile and the webhook is dead, and also to somebody who has never written: by the OpenAPI.
/// </summary>
public sealed class FirstWordTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task WebhookIsDead_ReminderAndConfiguredScheduleComeByTheOpenApi()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(Config(TwoAccounts.Config(emulator)));
        using var client = new EmulatorClient(emulator.Address);
        await using (var first = Gateway.Start(home))
        {
            var said = await client.SayAsync(new { app = "dingacme", text = "/remind 10m tea", waitSeconds = 120 }, Cancel);
            said.Replies.ShouldHaveSingleItem().Text.ShouldStartWith("I will remind you: `tea`");

            // Killed sooner, it would not know that the reply was sent, and rightly send it again.
            await UntilSentAsync(home, "webhook", 1);
            await first.KillAsync();
        }

        // As if it were later: the reminder and the first minute of the other one are due, and the webhook has closed.
        await ExecuteAsync(
            home,
            """
            UPDATE schedule SET occurrence = CAST(unixepoch() AS INTEGER) / 60 * 60000, due_at = CAST(unixepoch() AS INTEGER) / 60 * 60000;
            UPDATE conversation SET route = json_set(route, '$.ExpiresAt', '2020-01-01T00:00:00+00:00')
            """);
        await using var gateway = Gateway.Start(home);

        var texts = await TextsAsync(client, texts => texts.Any(IsReminder) && texts.Contains("good morning"));

        texts.Count(IsReminder).ShouldBe(1);
        await UntilSentAsync(home, "oto", 2);
    }

    private static bool IsReminder(string text) => text.StartsWith("**Reminder**: tea", StringComparison.Ordinal);

    private static async Task<IReadOnlyList<string>> TextsAsync(EmulatorClient client, Func<IReadOnlyList<string>, bool> areThere)
    {
        while (true)
        {
            List<string> texts = [.. (await client.RepliesAsync(Cancel)).Select(reply => reply.Text)];
            if (areThere(texts))
            {
                return texts;
            }

            await Task.Delay(20, Cancel);
        }
    }

    // Every minute, without a spread, so that the store's clock need not be changed.
    private static JsonObject Config(JsonObject config)
    {
        config["agents"] = new JsonObject { ["defaults"] = new JsonObject { ["schedule_spread"] = 0 } };
        config["schedules"] = new JsonObject
        {
            ["morning"] = new JsonObject { ["cron"] = "* * * * *", ["account"] = "dingblue", ["user"] = "newcomer", ["text"] = "good morning" },
        };
        return config;
    }

    private static async Task UntilSentAsync(TestHome home, string via, long least)
    {
        await using var store = await OpenAsync(home, "egress");
        await using var command = store.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM outbox WHERE status = 'sent' AND via = '{via}'";
        while ((long)(await command.ExecuteScalarAsync(Cancel))! < least)
        {
            await Task.Delay(20, Cancel);
        }
    }

    private static async Task ExecuteAsync(TestHome home, string sql)
    {
        await using var store = await OpenAsync(home, "agent");
        await using var command = store.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static async Task<SqliteConnection> OpenAsync(TestHome home, string service)
    {
        var path = Path.Combine(home.Environment["PICOCLAW_HOME"], "store", $"{service}.db");
        var store = new SqliteConnection($"Data Source={path};Pooling=False");
        await store.OpenAsync(Cancel);
        return store;
    }
}
