using System.Text.Json.Nodes;
using DingTalk.Emulator;
using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Processes;
using Microsoft.Data.Sqlite;
using PicoClaw.Agent.Tests.Testing;

namespace EndToEnd.Tests;

/// <summary>A person quotes what the bot said by DingTalk's API, of which DingTalk tells the bot nothing but the key.</summary>
public sealed class QuotedReplyTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task OneProcess_QuoteOfTheBotsReply_IsShownToTheModelWithItsText()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        await using var model = await StartModelAsync();
        home.Write(Config(emulator, model));
        await using var gateway = Gateway.Start(home);

        await ShouldBeShownAsync(home, emulator, model, home.Port);
    }

    [Fact(Timeout = 300_000)]
    public async Task Split_QuoteOfTheBotsReply_IsShownToTheModelWithItsText()
    {
        var port = TestHome.FreePort();
        var broker = await PrivateQueues.ResetAsync(Cancel);
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        await using var model = await StartModelAsync();
        home.Write(Config(emulator, model));
        await using var egress = Start("Egress", home, broker, TestHome.FreePort());
        await using var agent = Start("Agent", home, broker, port);
        await using var ingress = Start("Ingress", home, broker, TestHome.FreePort());

        await ShouldBeShownAsync(home, emulator, model, port);
    }

    private static async Task ShouldBeShownAsync(TestHome home, EmulatorHost emulator, ModelService model, int port)
    {
        // What egress publishes before the agent's queue is bound is lost.
        await Readiness.UntilAsync(new Uri($"http://127.0.0.1:{port}"), Cancel);
        using var client = new EmulatorClient(emulator.Address);
        await client.FaultAsync(new { expireSessions = true, count = 1 }, Cancel);

        var said = await client.SayAsync(new { text = "how tall is the tower?", waitSeconds = 120 }, Cancel);

        (await model.Requests.ReadAsync(Cancel)).LastText.ShouldBe("how tall is the tower?");
        var key = said.Replies.ShouldHaveSingleItem().ProcessQueryKey.ShouldNotBeNull();
        await UntilNotedAsync(home);

        await client.SayAsync(new { text = "are you sure?", quote = new { kind = "botCard", processQueryKey = key }, waitSeconds = 120 }, Cancel);

        (await model.Requests.ReadAsync(Cancel)).LastText.ShouldBe("> You: It is 4711 feet tall.\n\nare you sure?");
    }

    private static Task<ModelService> StartModelAsync() => ModelService.SayingAsync("It is 4711 feet tall.");

    private static JsonObject Config(EmulatorHost emulator, ModelService model)
    {
        var config = TwoAccounts.Config(emulator);
        config["model_list"] = TestHome.ModelList("scripted", model.Address);
        return config;
    }

    // Egress publishes it after the reply is shown.
    private static async Task UntilNotedAsync(TestHome home)
    {
        var path = Path.Combine(home.Environment["PICOCLAW_HOME"], "store", "agent.db");
        await using var store = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout=30");
        await store.OpenAsync(Cancel);
        await using var command = store.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM reply WHERE delivery_key IS NOT NULL";
        while ((long)(await command.ExecuteScalarAsync(Cancel))! == 0)
        {
            await Task.Delay(20, Cancel);
        }
    }

    private static ServiceProcess Start(string service, TestHome home, string broker, int port) => ServiceProcess.Start(
        $"PicoClaw.{service}",
        $"PicoClaw.{service}",
        [],
        [.. home.Environment, new("PICOCLAW_BROKER", broker), new("ASPNETCORE_URLS", $"http://127.0.0.1:{port}")]);
}
