using EndToEnd.Tests.Processes;
using Harness.Processes;

namespace EndToEnd.Tests;

/// <summary>The health check of a container: a second process of the same program asks the first.</summary>
public sealed class HealthCommandTests
{
    private const string NoBroker = "amqp://nobody:nothing@127.0.0.1:1";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 180_000)]
    [InlineData("Ingress")]
    [InlineData("Agent")]
    [InlineData("Egress")]
    public async Task Service_BrokerIsAway_LivesButIsNotReadyAndSaysWhy(string service)
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.Config(emulator));
        Dictionary<string, string> environment = new(home.Environment)
        {
            ["PICOCLAW_BROKER"] = NoBroker,
            ["ASPNETCORE_HTTP_PORTS"] = $"{home.Port}",
        };
        var name = $"PicoClaw.{service}";
        await using var running = ServiceProcess.Start(name, name, [], environment);
        await LivesAsync(() => FailedStart.RunAsync(name, name, ["--health"], environment, Cancel));

        var ready = await FailedStart.RunAsync(name, name, ["--ready"], environment, Cancel);

        ready.ExitCode.ShouldBe(1);
        ready.Errors.ShouldHaveSingleItem()
            .ShouldStartWith($$"""http://127.0.0.1:{{home.Port}}/ready answers 503: {"status":"not ready","checks":{""");
        await running.KillAsync();
        var health = await FailedStart.RunAsync(name, name, ["--health"], environment, Cancel);
        health.ExitCode.ShouldBe(1);
        health.Errors.ShouldHaveSingleItem().ShouldStartWith($"http://127.0.0.1:{home.Port}/health does not answer");
    }

    [Fact(Timeout = 180_000)]
    public async Task Gateway_Runs_IsReady()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.Config(emulator));
        await using var gateway = Gateway.Start(home);

        await LivesAsync(() => FailedStart.RunAsync("PicoClaw.Gateway", "picoclaw", ["gateway", "--ready"], home.Environment, Cancel));
    }

    [Fact(Timeout = 180_000)]
    public async Task Emulator_RunsAndIsKilled_ExitsWithZeroThenOne()
    {
        Dictionary<string, string> environment = new() { ["ASPNETCORE_HTTP_PORTS"] = $"{TestHome.FreePort()}" };
        await using var running = ServiceProcess.Start("DingTalk.Emulator", "DingTalk.Emulator", [], environment);
        Task<FailedStart> AskAsync() => FailedStart.RunAsync("DingTalk.Emulator", "DingTalk.Emulator", ["--health"], environment, Cancel);
        await LivesAsync(AskAsync);

        await running.KillAsync();
        var health = await AskAsync();

        health.ExitCode.ShouldBe(1);
        health.Errors.ShouldHaveSingleItem().ShouldContain("/health does not answer");
    }

    private static async Task LivesAsync(Func<Task<FailedStart>> askAsync)
    {
        while ((await askAsync()).ExitCode != 0)
        {
            await Task.Delay(100, Cancel);
        }
    }
}
