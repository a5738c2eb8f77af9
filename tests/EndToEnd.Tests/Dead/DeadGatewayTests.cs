using System.Net;
using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Processes;

namespace EndToEnd.Tests.Dead;

/// <summary>The dead letters of <c>picoclaw gateway</c>, whose store belongs to one process.</summary>
public sealed class DeadGatewayTests
{
    private const string Apology = "did not accept this request";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task FailedTurn_IsListedShownAndReplayed_WhetherTheGatewayRunsOrNot()
    {
        using var home = new TestHome();
        (await DeadCommand.RunAsync(home.Environment, "list")).Output.ShouldContain("no bot has run with this configuration yet");
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.WithModel(TwoAccounts.Config(emulator), emulator));
        using var client = new EmulatorClient(emulator.Address);
        string id;
        await using (var gateway = Gateway.Start(home))
        {
            await gateway.ShowsAsync("Press Ctrl+C to stop.", Cancel);
            await client.FaultAsync(new { model = new { status = 400, count = 1 } }, Cancel);
            (await client.SayAsync(new { text = "hello", waitSeconds = 120 }, Cancel)).Replies.ShouldHaveSingleItem().Text.ShouldContain(Apology);

            var letter = (await DeadCommand.ListAsync(home.Environment)).ShouldHaveSingleItem()!;
            id = (string)letter["id"]!;
            ((string?)letter["kind"]).ShouldBe("Turn");
            ((string?)letter["conversation"]).ShouldStartWith("dingtalk:ding");
            var list = await DeadCommand.RunAsync(home.Environment, "list", "--kind", "turn", "--since", "1h");
            list.Output.ShouldContain(id);
            list.Output.ShouldEndWith("1 dead letter");
            list.Output.ShouldNotContain("hello");
            (await DeadCommand.RunAsync(home.Environment, "list", "--kind", "delivery")).Output.ShouldBe("No dead letters.");
            await NobodyElseMayAskAsync(home);
            await gateway.KillAsync();
        }

        // What the killed gateway left says where it was; nobody answers there.
        var show = await DeadCommand.RunAsync(home.Environment, "show", id[..12]);
        show.Output.ShouldEndWith("hello");
        (await DeadCommand.RunAsync(home.Environment, "replay")).ShouldBe(
            (1, "Say which ones: picoclaw dead replay --id ID, --kind, --reason, --since, or --all."));
        (await DeadCommand.RunAsync(home.Environment, "purge", "--all")).ShouldBe((1, "This deletes 1 for good. Add --yes."));

        await using var next = Gateway.Start(home);
        await next.ShowsAsync("Press Ctrl+C to stop.", Cancel);
        (await DeadCommand.RunAsync(home.Environment, "replay", "--id", id)).ShouldBe((0, "1 replayed"));

        IReadOnlyList<Reply> replies;
        while ((replies = await client.RepliesAsync(Cancel)).Count < 2)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), Cancel);
        }

        replies[1].Text.ShouldContain("hello");
        (await DeadCommand.RunAsync(home.Environment, "list")).ShouldBe((0, "No dead letters."));
        (await DeadCommand.RunAsync(home.Environment, "replay", "--id", id)).Exit.ShouldBe(1);
    }

    [Fact(Timeout = 180_000)]
    public async Task Trial_HasDeadLettersOfItsOwn()
    {
        using var home = new TestHome();
        await using var gateway = Gateway.Start(home, "--emulator", $"http://127.0.0.1:{TestHome.FreePort()}");
        await gateway.ShowsAsync("Press Ctrl+C to stop.", Cancel);

        (await DeadCommand.RunAsync(home.Environment, "list")).Output.ShouldEndWith("A trial's store needs --emulator.");
        (await DeadCommand.RunAsync(home.Environment, "list", "--emulator")).ShouldBe((0, "No dead letters."));
    }

    private static async Task NobodyElseMayAskAsync(TestHome home)
    {
        using var http = new HttpClient();
        (await http.GetAsync(new Uri(home.Health, "dead"), Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(home.Health, "dead"));
        request.Headers.Add("X-PicoClaw-Key", new string('0', 64));
        (await http.SendAsync(request, Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        if (!OperatingSystem.IsWindows())
        {
            var file = Path.Combine(home.Environment["PICOCLAW_HOME"], "store", "gateway.json");
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
