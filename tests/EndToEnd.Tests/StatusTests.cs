using System.Text.Json.Nodes;
using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Processes;
using PicoClaw.Tests.Postgres;

namespace EndToEnd.Tests;

/// <summary><c>picoclaw status</c> of processes that run.</summary>
public sealed class StatusTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Gateway_ThatRuns_TellsItsLinksAndCalls_AndAfterItsDeathTheStoreTellsTheMonth()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.Config(emulator));
        using var client = new EmulatorClient(emulator.Address);
        await using var gateway = Gateway.Start(home);
        await gateway.ShowsAsync("Press Ctrl+C to stop.", Cancel);
        (await client.SayAsync(new { text = "hello", waitSeconds = 120 }, Cancel)).Replies.ShouldHaveSingleItem();

        // The reply arrives before egress has counted its call, and what waits is counted every 15 seconds, which may be while the message is on its way.
        JsonNode status;
        do
        {
            status = await ReadAsync(0, home.Environment);
        }
        while (status["accounts"]!.AsArray().Sum(account => (double?)account!["calls"] ?? 0) < 1 || (double)status["mailbox"]!["waiting"]! > 0);

        var process = status["processes"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)process["status"]).ShouldBe("ready");
        ((string?)process["address"]).ShouldBe(home.Health.GetLeftPart(UriPartial.Authority));
        status["accounts"]!.AsArray().Select(account => (bool?)account!["isLinkOpen"]).ShouldBe([true, true]);
        status["mailbox"]!.ToJsonString().ShouldBe("""{"waiting":0,"oldestSeconds":0}""");
        status["deadLetters"]!.ToJsonString().ShouldBe("""{"turns":0,"deliveries":0,"malformed":0}""");
        ((double)status["permits"]!.AsArray().ShouldHaveSingleItem()!["calls"]!).ShouldBe(1);
        status["problems"]!.AsArray().ShouldBeEmpty();
        (await RunAsync(home.Environment)).Output.ShouldContain("ACCOUNT");

        await gateway.KillAsync();
        status = await ReadAsync(1, home.Environment);
        status["processes"]!.AsArray().ShouldBeEmpty();
        status["accounts"]!.AsArray().Sum(account => (double?)account!["streamCalls"]).ShouldBe(2);
    }

    [Fact(Timeout = 180_000)]
    public async Task Split_ThatRuns_TellsLinksAndQueues()
    {
        var broker = await PrivateQueues.ResetAsync(Cancel);
        await using var database = new TestPostgres();
        await database.EnsureAsync();
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.Config(emulator));
        KeyValuePair<string, string>[] environment =
            [.. home.Environment, new("PICOCLAW_BROKER", broker), new("PICOCLAW_STORE", database.Address)];
        var at = Enumerable.Range(0, 3).Select(_ => $"http://127.0.0.1:{TestHome.FreePort()}").ToArray();
        await using var egress = Start("Egress", at[0], environment);
        await using var agent = Start("Agent", at[1], environment);
        await using var ingress = Start("Ingress", at[2], environment);
        foreach (var address in at)
        {
            await Readiness.UntilAsync(new Uri(address), Cancel);
        }

        using var client = new EmulatorClient(emulator.Address);
        (await client.SayAsync(new { text = "hello", waitSeconds = 120 }, Cancel)).Replies.ShouldHaveSingleItem();

        var status = await ReadAsync(0, environment, [.. at.SelectMany(address => new[] { "--at", address })]);

        status["processes"]!.AsArray().Count.ShouldBe(3);
        status["accounts"]!.AsArray().Select(account => (bool?)account!["isLinkOpen"]).ShouldBe([true, true]);
        status["queues"]!.AsArray().Select(queue => ((string?)queue!["queue"], (int)queue["messages"]!)).ShouldContain(("agent-intake", 0));
        status["queues"]!.AsArray().Where(queue => (string?)queue!["queue"] != "dead").ShouldAllBe(queue => (int)queue!["consumers"]! >= 1);
        status["problems"]!.AsArray().ShouldBeEmpty();
    }

    private static ServiceProcess Start(string service, string address, IEnumerable<KeyValuePair<string, string>> environment) =>
        ServiceProcess.Start($"PicoClaw.{service}", $"PicoClaw.{service}", [], [.. environment, new("ASPNETCORE_URLS", address)]);

    private static async Task<JsonNode> ReadAsync(int expected, IEnumerable<KeyValuePair<string, string>> environment, params string[] words)
    {
        var (exit, output) = await RunAsync(environment, ["--json", .. words]);
        exit.ShouldBe(expected, output);
        return JsonNode.Parse(output)!;
    }

    private static async Task<(int Exit, string Output)> RunAsync(IEnumerable<KeyValuePair<string, string>> environment, params string[] words)
    {
        await using var process = ServiceProcess.Start("PicoClaw.Gateway", "picoclaw", ["status", .. words], environment);
        var exit = await process.ExitCodeAsync(Cancel);
        return (exit, string.Join('\n', process.Lines));
    }
}
