using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Harness.Processes;

namespace Benchmarks.Pipeline;

/// <summary>Ingress, agent (without a model, so it echoes) and egress, one process each.</summary>
internal static class ProductContender
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    public static async Task<Contender> StartAsync(string broker, string store, Uri dingTalk, ICollection<TestHome> homes, CancellationToken cancellationToken)
    {
        List<ServiceProcess> processes = [];
        List<Uri> health = [];
        foreach (var name in new[] { "PicoClaw.Egress", "PicoClaw.Agent", "PicoClaw.Ingress" })
        {
            var home = new TestHome();
            homes.Add(home);
            home.Write(Config(dingTalk));
            processes.Insert(0, ServiceProcess.Start(
                name,
                name,
                [],
                [
                    .. home.Environment,
                    new("PICOCLAW_BROKER", broker),
                    new("PICOCLAW_STORE", store),
                    new("ASPNETCORE_URLS", home.Health.ToString()),
                    new("Logging__LogLevel__Default", "Warning"),
                ]));
            health.Insert(0, home.Health);
            await ReadyAsync(processes[0], home.Health, cancellationToken);
        }

        return new Contender("PicoClaw", processes, health, "agent-intake", "egress-intake");
    }

    // Without limits of DingTalk's: here the way is measured, not the pace.
    public static JsonObject Config(Uri dingTalk) => new()
    {
        ["version"] = 3,
        ["channel_list"] = new JsonObject
        {
            ["bench"] = new JsonObject
            {
                ["enabled"] = true,
                ["type"] = "dingtalk",
                ["settings"] = new JsonObject
                {
                    ["client_id"] = "bench",
                    ["client_secret"] = "secret",
                    ["api_base"] = dingTalk.ToString(),
                    ["oapi_base"] = dingTalk.ToString(),
                },
            },
        },
        ["egress"] = new JsonObject
        {
            ["webhook_messages_per_minute"] = 0,
            ["conversation_messages_per_minute"] = 0,
            ["address_calls_per_20_seconds"] = 1_000_000,
        },
    };

    public static async Task ReadyAsync(ServiceProcess process, Uri health, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = health };
        while (!await IsReadyAsync(http, cancellationToken))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"a service ended before it was ready\n{process.Output}");
            }

            await Task.Delay(Step, TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/ready", UriKind.Relative), cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException)
        {
            return false;
        }
    }
}
