using System.Diagnostics;
using System.Net;
using EndToEnd.Tests.Processes;
using Harness.Processes;
using Harness.Emulators;

namespace EndToEnd.Tests;

/// <summary>What a person at the terminal sees.</summary>
public sealed class GatewayCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Emulator_NoConfig_AnswersAndSaysWhereToLook()
    {
        using var home = new TestHome();
        var emulator = new Uri($"http://127.0.0.1:{TestHome.FreePort()}");
        await using var gateway = Gateway.Start(home, "--emulator", emulator.ToString());
        await gateway.ShowsAsync("Press Ctrl+C to stop.", Cancel);
        using var client = new EmulatorClient(emulator);
        using var http = new HttpClient();

        var said = await client.SayAsync(new { text = "hello", waitSeconds = 120 }, Cancel);

        said.Acked.ShouldBeTrue();
        var reply = said.Replies.ShouldHaveSingleItem();
        reply.Text.ShouldContain("- hello");
        reply.Title.ShouldBe("Echo: no model is c…");
        gateway.Lines.ShouldContain("Starting DingTalk channel (Stream Mode)...");
        gateway.Lines.ShouldContain("DingTalk channel started (Stream Mode)");
        gateway.Lines.ShouldContain("Channels enabled: dingtalk (demo)");
        gateway.Lines.ShouldContain($"Chat page of the emulator: {emulator}");
        gateway.Lines.ShouldContain($"Health: {home.Health}health and {home.Health}ready");
        (await http.GetStringAsync(emulator, Cancel)).ShouldContain("<html");
        (await http.GetAsync(new Uri(home.Health, "ready"), Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact(Timeout = 180_000)]
    public async Task NoConfig_NamesTheFileAndTheSettings()
    {
        using var home = new TestHome();
        await using var gateway = Gateway.Start(home);

        (await gateway.ExitCodeAsync(Cancel)).ShouldBe(1);

        gateway.Output.ShouldContain(Path.Combine(home.Environment["PICOCLAW_HOME"], "config.json"));
        gateway.Output.ShouldContain("client_secret");
        gateway.Output.ShouldNotContain("   at ");
    }

    [Fact(Timeout = 180_000)]
    public async Task WrongSecret_LogsOneLineWithTheThreeChecks()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        var config = TwoAccounts.Config(emulator);
        config["channel_list"]!["dingblue"]!["enabled"] = false;
        config["channel_list"]!["dingacme"]!["settings"]!["client_secret"] = "wrong";
        home.Write(config);
        await using var gateway = Gateway.Start(home);
        await gateway.ShowsAsync("Press Ctrl+C to stop.", Cancel);
        await gateway.ShowsAsync("DingTalk refused the connection", Cancel);
        using var http = new HttpClient();

        var refusals = gateway.Lines.Where(line => line.Contains("DingTalk refused the connection", StringComparison.Ordinal)).ToList();

        var line = refusals.ShouldHaveSingleItem();
        line.ShouldContain("client id", Case.Insensitive);
        line.ShouldContain("published", Case.Insensitive);
        line.ShouldContain("whitespace", Case.Insensitive);
        gateway.Lines.ShouldNotContain("DingTalk channel started (Stream Mode)");
        gateway.Output.ShouldNotContain("Channels enabled");
        gateway.Output.ShouldContain("Not connected yet: dingtalk (dingacme).");
        gateway.Output.ShouldNotContain("   at ");
        (await http.GetAsync(new Uri(home.Health, "ready"), Cancel)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await http.GetAsync(new Uri(home.Health, "health"), Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact(Timeout = 180_000)]
    public async Task CtrlC_WhileTheModelWorks_FinishesTheAnswerWithin15Seconds()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.WithModel(TwoAccounts.Config(emulator), emulator));
        await using var gateway = Gateway.Start(home);
        await gateway.ShowsAsync("Press Ctrl+C to stop.", Cancel);
        using var client = new EmulatorClient(emulator.Address);
        await client.FaultAsync(new { model = new { latencyMs = 3000, count = 1 } }, Cancel);
        var say = client.SayAsync(new { text = "finish this", waitSeconds = 120 }, Cancel);
        await client.ModelReceivedAsync("finish this", Cancel);

        var stopping = Stopwatch.StartNew();
        gateway.Interrupt();
        var exit = await gateway.ExitCodeAsync(Cancel);

        exit.ShouldBe(0);
        gateway.Output.ShouldContain("Stopping, 1 answer in flight...");
        stopping.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        (await say).Replies.ShouldHaveSingleItem().Text.ShouldContain("finish this");
    }

    [Fact(Timeout = 180_000)]
    public async Task CtrlCTwice_WhileTheModelWorks_EndsAtOnceAndTheNextStartAnswers()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.WithModel(TwoAccounts.Config(emulator), emulator));
        await using var gateway = Gateway.Start(home);
        await gateway.ShowsAsync("Press Ctrl+C to stop.", Cancel);
        using var client = new EmulatorClient(emulator.Address);
        await client.FaultAsync(new { model = new { latencyMs = 8000, count = 1 } }, Cancel);
        var say = client.SayAsync(new { text = "finish this", waitSeconds = 120 }, Cancel);
        await client.ModelReceivedAsync("finish this", Cancel);

        gateway.Interrupt();
        await gateway.ShowsAsync("Press Ctrl+C again to stop at once", Cancel);
        gateway.Interrupt();
        var exit = await gateway.ExitCodeAsync(Cancel);

        exit.ShouldBe(130);
        await using var next = Gateway.Start(home);
        (await say).Replies.ShouldHaveSingleItem().Text.ShouldContain("finish this");
    }

    [Fact(Timeout = 180_000)]
    public async Task SecondGateway_SameHome_SaysThatTheFolderIsInUse()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.Config(emulator));
        await using var first = Gateway.Start(home);
        await first.ShowsAsync("Press Ctrl+C to stop.", Cancel);

        var otherPort = home.Environment;
        otherPort["PICOCLAW_GATEWAY_PORT"] = "0";
        await using var second = ServiceProcess.Start("PicoClaw.Gateway", "picoclaw", ["gateway"], otherPort);

        (await second.ExitCodeAsync(Cancel)).ShouldBe(1);
        second.Output.ShouldContain("Another PicoClaw process uses");
    }
}
