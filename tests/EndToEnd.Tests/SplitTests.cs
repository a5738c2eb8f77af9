using EndToEnd.Tests.Processes;
using Harness.Processes;
using EndToEnd.Tests.Traffic;
using Harness.Emulators;

namespace EndToEnd.Tests;

/// <summary>Three processes over a real RabbitMQ.</summary>
public sealed class SplitTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task TwoAccounts_200MessagesOf20Conversations_EachIsAnsweredOnceInOrderByItsAccount()
    {
        var broker = await PrivateQueues.ResetAsync(Cancel);
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.Config(emulator));
        await using var egress = Start("Egress", home, broker);
        await using var agent = Start("Agent", home, broker);
        await using var ingress = Start("Ingress", home, broker);
        using var client = new EmulatorClient(emulator.Address);
        var conversations = new Conversations(client, TwoAccounts.ClientIds, perApp: 10, messages: 10);

        await conversations.TalkAsync(Cancel);
        var replies = await conversations.HearAsync(Cancel);

        conversations.ShouldBeAnsweredOnceInOrder(replies);
    }

    [Fact(Timeout = 300_000)]
    public async Task EachServiceKilledOnce_NothingIsLostAndDoublesAreOnlyUnknownOutcomes()
    {
        var broker = await PrivateQueues.ResetAsync(Cancel);
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.Config(emulator));
        using var client = new EmulatorClient(emulator.Address);
        var conversations = new Conversations(client, TwoAccounts.ClientIds, perApp: 10, messages: 10);
        var talk = conversations.TalkAsync(Cancel);
        var running = new Dictionary<string, ServiceProcess>();
        var egressRuns = new List<ServiceProcess>();
        try
        {
            foreach (var service in new[] { "Egress", "Agent", "Ingress" })
            {
                running[service] = Start(service, home, broker);
            }

            foreach (var (service, acked) in new[] { ("Agent", 40), ("Egress", 90), ("Ingress", 140) })
            {
                await conversations.AckedAsync(acked, talk, Cancel);

                await running[service].KillAsync();
                egressRuns.Add(running["Egress"]);
                running[service] = Start(service, home, broker);
            }

            await talk;
            var replies = await conversations.HearAsync(Cancel);

            var distinct = Conversations.WithoutRepeats(replies);
            conversations.ShouldBeAnsweredOnceInOrder(distinct);
            var unknown = egressRuns.Append(running["Egress"]).Distinct().Sum(run => run.Count(EmbeddedTests.UnknownOutcome));
            (replies.Count - distinct.Count).ShouldBeLessThanOrEqualTo(unknown);
        }
        finally
        {
            foreach (var run in running.Values.Concat(egressRuns).Distinct())
            {
                await run.DisposeAsync();
            }
        }
    }

    private static ServiceProcess Start(string service, TestHome home, string broker) => ServiceProcess.Start(
        $"PicoClaw.{service}",
        $"PicoClaw.{service}",
        [],
        [.. home.Environment, new("PICOCLAW_BROKER", broker), new("ASPNETCORE_URLS", $"http://127.0.0.1:{TestHome.FreePort()}")]);
}
