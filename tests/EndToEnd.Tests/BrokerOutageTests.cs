using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using EndToEnd.Tests.Processes;
using Harness.Processes;
using PicoClaw.Tests.Postgres;

namespace EndToEnd.Tests;

/// <summary>A broker that goes away and comes back.</summary>
public sealed class BrokerOutageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
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

        await broker.KillAsync();
        await UntilAsync(client, HttpStatusCode.ServiceUnavailable, "failed");
        await broker.StartAsync();
        await UntilAsync(client, HttpStatusCode.OK, "ok");

        await process.ShowsAsync("answers again", Cancel);
        process.Count("is away").ShouldBe(1, process.Output);
    }

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
