using System.Text.Json.Nodes;
using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Processes;

namespace EndToEnd.Tests;

/// <summary>Talking with the model from the terminal.</summary>
public sealed class AgentCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task Message_IsAnsweredAndTheProcessEnds()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.WithModel([], emulator));
        await using var agent = Start(home, "-m", "hello");

        (await agent.ExitCodeAsync(Cancel)).ShouldBe(0, agent.Output);

        agent.Lines.ShouldBe(["You said: hello"]);
        using var http = new HttpClient();
        var system = JsonNode.Parse(await http.GetStringAsync(new Uri(emulator.Address, "emulator/model"), Cancel))!["requests"]![0]!["messages"]![0]!;
        ((string)system["role"]!).ShouldBe("system");
        system.ToJsonString().ShouldContain("Channel: terminal");
    }

    [Fact(Timeout = 180_000)]
    public async Task CtrlC_EndsTheTurnAndNotTheTalk()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.WithModel([], emulator));
        using var client = new EmulatorClient(emulator.Address);
        await client.FaultAsync(new { model = new { latencyMs = 100_000, count = 1 } }, Cancel);
        await using var agent = Start(home);

        await agent.TypeAsync("first", Cancel);
        await client.ModelReceivedAsync("first", Cancel);
        agent.Interrupt();
        await agent.ShowsAsync("(stopped)", Cancel);
        await agent.TypeAsync("second", Cancel);
        await agent.ShowsAsync("You said: second", Cancel);
        await agent.TypeAsync("third", Cancel);
        await agent.ShowsAsync("You said: third", Cancel);
        agent.EndInput();

        (await agent.ExitCodeAsync(Cancel)).ShouldBe(0, agent.Output);
        agent.Output.ShouldContain("Earlier you said: second");
        agent.Output.ShouldNotContain("Earlier you said: first");
    }

    [Fact(Timeout = 180_000)]
    public async Task ModelThatIsNotThere_IsOneLineWithTheRemedy()
    {
        using var home = new TestHome();
        home.Write(new JsonObject
        {
            ["model_list"] = TestHome.ModelList("gone", new Uri($"http://127.0.0.1:{TestHome.FreePort()}/v1")),
            ["agents"] = new JsonObject { ["defaults"] = new JsonObject { ["max_llm_retries"] = 0 } },
        });

        var start = await FailedStart.RunAsync("PicoClaw.Gateway", "picoclaw", ["agent", "-m", "hello"], home.Environment, Cancel);

        start.ExitCode.ShouldBe(1);
        start.Output.ShouldBeEmpty();
        var line = start.Errors.ShouldHaveSingleItem();
        line.ShouldContain("gone");
        line.ShouldEndWith("picoclaw doctor looks for the cause");
    }

    private static ServiceProcess Start(TestHome home, params IEnumerable<string> arguments) =>
        ServiceProcess.Start("PicoClaw.Gateway", "picoclaw", ["agent", .. arguments], home.Environment);
}
