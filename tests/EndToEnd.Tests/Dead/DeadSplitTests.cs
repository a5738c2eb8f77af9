using EndToEnd.Tests.Processes;
using EndToEnd.Tests.Traffic;
using Harness.Emulators;
using Harness.Processes;
using PicoClaw.Tests.Postgres;

namespace EndToEnd.Tests.Dead;

/// <summary>Poison in the broker: it stops nothing, ends in a defined place and is listed.</summary>
public sealed class DeadSplitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task PoisonForBothIntakes_AllElseIsAnswered_AndEachIsADeadLetter()
    {
        var broker = await PrivateQueues.ResetAsync(Cancel);
        await using var database = new TestPostgres();
        await database.EnsureAsync();
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.Config(emulator));
        KeyValuePair<string, string>[] environment =
            [.. home.Environment, new("PICOCLAW_BROKER", broker), new("PICOCLAW_STORE", database.Address)];
        await using var egress = Start("Egress", environment);
        await using var agent = Start("Agent", environment);
        await using var ingress = Start("Ingress", environment);
        using var client = new EmulatorClient(emulator.Address);
        var conversations = new Conversations(client, TwoAccounts.ClientIds, perApp: 3, messages: 5);
        var poison = HostileMessage.All;

        var talk = conversations.TalkAsync(Cancel);
        await conversations.AckedAsync(5, talk, Cancel);
        await HostileMessage.PublishAsync(broker, "agent-intake", [.. poison, .. poison], Cancel);
        await HostileMessage.PublishAsync(broker, "egress-intake", poison, Cancel);
        await HostileMessage.PublishAsync(broker, "dead", [poison[0] with { Body = "by hand"u8.ToArray() }], Cancel);
        await talk;
        conversations.ShouldBeAnsweredOnceInOrder(await conversations.HearAsync(Cancel));

        // The duplicates are counted.
        var letters = await DeadCommand.ListAsync(
            all => all.Sum(letter => (int)letter!["attempts"]!) >= (3 * poison.Count) + 1, environment);
        letters.Count.ShouldBe((2 * poison.Count) + 1, letters.ToJsonString());
        letters.Select(letter => (string?)letter!["kind"]).ShouldAllBe(kind => kind == "Malformed");
        letters.ShouldAllBe(letter => ((string?)letter!["reason"])!.Length > "agent-intake: ".Length);
        letters.Count(letter => ((string?)letter!["reason"])!.EndsWith("a message of a type that nobody here knows", StringComparison.Ordinal)).ShouldBe(2);
        letters.Sum(letter => (int)letter!["attempts"]!).ShouldBe((3 * poison.Count) + 1);
        await agent.ShowsAsync("[540]", (2 * poison.Count) + 1, Cancel);
        agent.Count("[540]").ShouldBe((2 * poison.Count) + 1);

        var replay = await DeadCommand.RunAsync(environment, "replay", "--all");
        replay.Exit.ShouldBe(1);
        replay.Output.ShouldContain("cannot read it either");
        replay.Output.ShouldEndWith("0 replayed");
        (await DeadCommand.RunAsync(environment, "purge", "--kind", "malformed", "--yes")).ShouldBe((0, $"{(2 * poison.Count) + 1} purged"));

        await HostileMessage.PublishAsync(broker, "agent-intake", HostileMessage.Damaged("MessageReceived", 150), Cancel);
        await HostileMessage.PublishAsync(broker, "egress-intake", HostileMessage.Damaged("DeliverMessage", 150), Cancel);
        var said = await client.SayAsync(new { text = "still here?", waitSeconds = 120 }, Cancel);
        said.Replies.ShouldHaveSingleItem().Text.ShouldContain("still here?");
        (egress.HasExited, agent.HasExited).ShouldBe((false, false));
        (await DeadCommand.ListAsync(all => all.Count >= 50, environment)).Count.ShouldBeInRange(50, 300);
    }

    private static ServiceProcess Start(string service, IEnumerable<KeyValuePair<string, string>> environment) => ServiceProcess.Start(
        $"PicoClaw.{service}", $"PicoClaw.{service}", [], [.. environment, new("ASPNETCORE_URLS", $"http://127.0.0.1:{TestHome.FreePort()}")]);
}
