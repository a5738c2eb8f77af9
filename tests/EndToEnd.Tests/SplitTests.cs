using DingTalk.Emulator;
using EndToEnd.Tests.Processes;
using EndToEnd.Tests.Traffic;

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

    private static ServiceProcess Start(string service, TestHome home, string broker) => ServiceProcess.Start(
        $"PicoClaw.{service}",
        $"PicoClaw.{service}",
        [],
        [.. home.Environment, new("PICOCLAW_BROKER", broker), new("ASPNETCORE_URLS", $"http://127.0.0.1:{TestHome.FreePort()}")]);
}
