using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using EndToEnd.Tests.Processes;
using EndToEnd.Tests.Traffic;
using Harness.Emulators;
using Harness.Processes;
using PicoClaw.Tests.Postgres;

namespace EndToEnd.Tests;

/// <summary>A broker that goes away and comes back.</summary>
public sealed class BrokerOutageTests
{
    private const string Away = "is away";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 180_000)]
    [InlineData("Ingress")]
    [InlineData("Agent")]
    [InlineData("Egress")]
    public async Task Ready_BrokerGoesAway_NamesItUntilItIsBack(string service)
    {
        await using var broker = await PrivateServer.StartBrokerAsync();
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.Config(emulator));
        var address = $"http://127.0.0.1:{TestHome.FreePort()}";
        await using var process = ServiceProcess.Start(
            $"PicoClaw.{service}",
            $"PicoClaw.{service}",
            [],
            [.. home.Environment, new("PICOCLAW_BROKER", broker.Address), new("ASPNETCORE_URLS", address)]);
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        await UntilAsync(client, HttpStatusCode.OK, "ok");

        // A bus that takes seconds to start counts as away, too.
        var starts = process.Count(Away);

        await broker.KillAsync();
        await UntilAsync(client, HttpStatusCode.ServiceUnavailable, "failed");
        await broker.StartAsync();
        await UntilAsync(client, HttpStatusCode.OK, "ok");

        while (process.Count("answers again") <= starts)
        {
            await Task.Delay(50, Cancel);
        }

        process.Count(Away).ShouldBe(starts + 1, process.Output);
    }

    // The broker reads no publishing connection until it has memory again, so a message would wait for it beyond DingTalk's patience.
    [Fact(Timeout = 180_000)]
    public async Task MemoryAlarm_WhilePeopleWrite_IngressAcksFromDiskNamesItAndAllIsAnsweredOnceInOrder()
    {
        await using var broker = await PrivateServer.StartBrokerAsync();
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        home.Write(TwoAccounts.Config(emulator));
        var address = $"http://127.0.0.1:{TestHome.FreePort()}";
        await using var egress = Start("Egress", home, broker.Address, $"http://127.0.0.1:{TestHome.FreePort()}");
        await using var agent = Start("Agent", home, broker.Address, $"http://127.0.0.1:{TestHome.FreePort()}");
        await using var ingress = Start("Ingress", home, broker.Address, address);
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        await UntilAsync(client, HttpStatusCode.OK, "ok");
        using var people = new EmulatorClient(emulator.Address);
        var conversations = new Conversations(people, TwoAccounts.ClientIds, perApp: 2, messages: 6);

        await broker.ControlAsync("set_vm_memory_high_watermark", "absolute", "1");
        await conversations.TalkAsync(Cancel);
        await UntilAsync(client, HttpStatusCode.ServiceUnavailable, "failed");
        (await ReadyAsync(client)).ShouldContain("RabbitMQ blocks publishing: memory alarm");
        await broker.ControlAsync("set_vm_memory_high_watermark", "absolute", "1GB");

        conversations.ShouldBeAnsweredOnceInOrder(await conversations.HearAsync(Cancel));
        await UntilAsync(client, HttpStatusCode.OK, "ok");
        await ingress.ShowsAsync("RabbitMQ takes messages again", Cancel);
        ingress.Count("RabbitMQ takes messages again").ShouldBe(1, ingress.Output);
    }

    private static async Task<string> ReadyAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/ready", Cancel);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static ServiceProcess Start(string service, TestHome home, string broker, string address) => ServiceProcess.Start(
        $"PicoClaw.{service}",
        $"PicoClaw.{service}",
        [],
        [
            .. home.Environment,
            new("PICOCLAW_BROKER", broker),
            new("PICOCLAW_INGRESS_SPOOL_DIRECTORY", Path.Combine(home.Environment["PICOCLAW_HOME"], "spool")),
            new("ASPNETCORE_URLS", address),
        ]);

    private static async Task UntilAsync(HttpClient client, HttpStatusCode status, string broker)
    {
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync("/ready", Cancel);
                var checks = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["checks"]!;
                if (answer.StatusCode == status && checks["broker"]!["status"]!.GetValue<string>() == broker)
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or SocketException)
            {
                // It does not listen yet.
            }

            await Task.Delay(100, Cancel);
        }
    }
}
