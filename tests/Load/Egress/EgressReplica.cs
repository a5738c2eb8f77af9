using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Harness.Processes;

namespace Load.Egress;

/// <summary>An egress as a separate process.</summary>
internal sealed class EgressReplica : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly TestHome _home = new();

    private EgressReplica(string broker, string store, Uri dingTalk)
    {
        _home.Write(new JsonObject
        {
            ["version"] = 3,
            ["channel_list"] = new JsonObject
            {
                [Conversation.Account] = new JsonObject
                {
                    ["enabled"] = true,
                    ["type"] = "dingtalk",
                    ["settings"] = new JsonObject
                    {
                        ["client_id"] = EgressRig.ClientId,
                        ["client_secret"] = EgressRig.ClientSecret,
                        ["api_base"] = dingTalk.ToString(),
                        ["oapi_base"] = dingTalk.ToString(),
                    },
                },
            },
            ["egress"] = new JsonObject { ["api_calls_per_month"] = 0 },
        });
        Process = ServiceProcess.Start(
            "PicoClaw.Egress",
            "PicoClaw.Egress",
            [],
            [.. _home.Environment, new("PICOCLAW_BROKER", broker), new("PICOCLAW_STORE", store), new("ASPNETCORE_URLS", _home.Health.ToString())]);
    }

    public ServiceProcess Process { get; }

    public static async Task<EgressReplica> StartAsync(string broker, string store, Uri dingTalk)
    {
        var replica = new EgressReplica(broker, store, dingTalk);
        using var http = new HttpClient { BaseAddress = replica._home.Health };
        while (!await replica.IsReadyAsync(http))
        {
            await Task.Delay(Step, TimeProvider.System);
        }

        return replica;
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _home.Dispose();
    }

    private async Task<bool> IsReadyAsync(HttpClient http)
    {
        if (Process.HasExited)
        {
            throw new InvalidOperationException($"an egress ended before it was ready\n{Process.Output}");
        }

        try
        {
            using var answer = await http.GetAsync(new Uri("/ready", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException)
        {
            return false;
        }
    }
}
