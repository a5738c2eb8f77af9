using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Harness.Processes;

namespace Harness.Agents;

/// <summary>An agent as a separate process, which calls the model by a name of its own.</summary>
internal sealed class AgentReplica : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly TestHome _home = new();

    private AgentReplica(string name, AgentSetup setup)
    {
        Name = name;
        _home.Write(new JsonObject
        {
            ["version"] = 3,
            ["agents"] = new JsonObject { ["defaults"] = new JsonObject { ["summarize_message_threshold"] = 1_000_000 } },
            ["model_list"] = TestHome.ModelList(name, setup.Model, model: name),
        });
        Process = ServiceProcess.Start(
            "PicoClaw.Agent",
            "PicoClaw.Agent",
            [],
            [
                .. _home.Environment,
                new("PICOCLAW_BROKER", setup.Broker),
                new("PICOCLAW_STORE", setup.Store),
                new("ASPNETCORE_URLS", _home.Health.ToString()),
                new("Lanes__LeaseTime", setup.LeaseTime.ToString()),
                new("Lanes__SafetyMargin", setup.SafetyMargin.ToString()),
                new("Lanes__MaxLanes", setup.MaxLanes.ToString(CultureInfo.InvariantCulture)),
            ]);
    }

    public string Name { get; }

    public ServiceProcess Process { get; }

    public static AgentReplica Start(string name, AgentSetup setup) => new(name, setup);

    /// <summary>Returns once the agent is ready; fails when it ends before that.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = _home.Health };
        while (!await IsReadyAsync(http, cancellationToken))
        {
            if (Process.HasExited)
            {
                var code = await Process.ExitCodeAsync(cancellationToken);
                throw new InvalidOperationException($"{Name} ended with {code} before it was ready\n{Process.Output}");
            }

            await Task.Delay(Step, TimeProvider.System, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _home.Dispose();
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
