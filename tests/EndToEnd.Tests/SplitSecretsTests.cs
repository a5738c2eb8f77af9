using System.Text;
using System.Text.Json.Nodes;
using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Otlp;
using Harness.Processes;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Tests.Postgres;

namespace EndToEnd.Tests;

/// <summary>
/// Three processes over RabbitMQ and PostgreSQL, with everything logged and exported, and what goes wrong with credentials going wrong: nobody shows one.
/// </summary>
public sealed class SplitSecretsTests : IAsyncDisposable
{
    private const string ModelKey = "sk-mark-of-the-model-key";
    private const string OtherKey = "sk-mark-of-the-remote-key";
    private const string Header = "mark-of-the-header";
    private const string ToolHeader = "mark-of-the-tool-header";
    private const string ProxyPassword = "mark-of-the-proxy";
    private const string WrongPassword = "mark-of-a-wrong-password";

    private static readonly string[] Categories =
    [
        "Default", "Microsoft", "Microsoft.AspNetCore", "Microsoft.Extensions.Diagnostics.HealthChecks", "System", "System.Net.Http", "MassTransit",
        "MassTransit.ReceiveTransport", "Npgsql", "RabbitMQ", "ModelContextProtocol", "OpenTelemetry", "PicoClaw", "DingTalk",
    ];

    private readonly TestHome _home = new();
    private readonly TestPostgres _database = new();
    private readonly List<(ServiceProcess Process, Uri Address)> _processes = [];
    private OtlpReceiver? _collector;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var (process, _) in _processes)
        {
            await process.DisposeAsync();
        }

        await (_collector?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _database.DisposeAsync();
        _home.Dispose();
    }

    [Fact(Timeout = 180_000)]
    public async Task Split_EverythingLoggedAndCredentialsRefused_NoSecretIsShown()
    {
        var broker = await PrivateQueues.ResetAsync(Cancel);
        await _database.EnsureAsync();
        _collector = await OtlpReceiver.StartAsync(Cancel);
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        await using var model = await ModelService.StartAsync((_, _, response) =>
            OpenAiWire.FailAsync(response, 401, $"Incorrect API key provided: {ModelKey}, header {Header}", "invalid_api_key"));
        Write(emulator.Address, TwoAccounts.Config(emulator), model.Address);
        string[] services = ["Egress", "Agent", "Ingress"];
        foreach (var service in services)
        {
            await ReadyAsync(Start(service, broker, _database.Address));
        }

        using var client = new EmulatorClient(emulator.Address);
        (await client.SayAsync(new { text = "by webhook", waitSeconds = 120 }, Cancel)).Replies.ShouldHaveSingleItem();
        await client.FaultAsync(new { expireSessions = true, count = 1 }, Cancel);
        (await client.SayAsync(new { text = "by OpenAPI", waitSeconds = 120 }, Cancel)).Replies.ShouldHaveSingleItem();
        await Start("Agent", broker, With(_database.Address, WrongPassword)).ShowsAsync("28P01", Cancel);
        await Start("Egress", With(broker, WrongPassword), _database.Address).ShowsAsync("is away", Cancel);
        await Start("Ingress", "amqp://picoclaw:" + WrongPassword + "@127.0.0.1:1", _database.Address).ShowsAsync("is away", Cancel);

        var shown = await ShownAsync();

        // What the marks could be in was shown, and what refuses them happened.
        const string degraded = """{"status":"degraded","checks":""";
        foreach (var text in new[] { "trce: ", "MassTransit", "MCP server wiki", "key provided: ***, header ***", "proxy", "28P01", degraded })
        {
            shown.ShouldContain(text, Case.Sensitive);
        }

        foreach (var secret in Secrets(broker, await client.RepliesAsync(Cancel)))
        {
            var at = shown.IndexOf(secret, StringComparison.Ordinal);
            (at < 0 ? "" : shown[Math.Max(0, at - 300)..Math.Min(shown.Length, at + 60)]).ShouldBeEmpty(secret);
            _collector.Holds(secret).ShouldBeFalse(secret);
        }
    }

    private IEnumerable<string> Secrets(string broker, IReadOnlyList<Reply> replies)
    {
        replies.Count.ShouldBeGreaterThanOrEqualTo(2);
        return
        [
            "secret-of-dingacme", "secret-of-dingblue", ModelKey, OtherKey, Header, ToolHeader, ProxyPassword, WrongPassword,
            new Uri(broker).UserInfo.Split(':')[1], new Uri(_database.Address).UserInfo.Split(':')[1],
            "session=", "ticket=", "access_token=", "x-acs-dingtalk-access-token: ", "Bearer ", "Authorization: ",
        ];
    }

    // A model that refuses its key, one behind a proxy that needs a password, and a tool server that nobody can reach.
    private void Write(Uri emulator, JsonObject config, Uri model)
    {
        config["model_list"] = new JsonArray(
            Model("main", new Uri(model, "/v1"), ModelKey), Model("remote", new Uri("http://model.invalid/v1"), OtherKey));
        config["agents"] = new JsonObject { ["defaults"] = new JsonObject { ["model_fallbacks"] = new JsonArray("remote"), ["max_llm_retries"] = 0 } };
        config["mcp_servers"] = new JsonObject
        {
            ["wiki"] = new JsonObject
            {
                ["url"] = new Uri(emulator, "/no-mcp").ToString(),
                ["headers"] = new JsonObject { ["Authorization"] = ToolHeader },
            },
        };
        _home.Write(config);
    }

    private static JsonObject Model(string name, Uri address, string key) => new()
    {
        ["model_name"] = name,
        ["model"] = "scripted",
        ["api_base"] = address.ToString(),
        ["api_keys"] = key,
        ["custom_headers"] = new JsonObject { ["X-Team"] = Header },
    };

    private ServiceProcess Start(string service, string broker, string store)
    {
        var address = $"http://127.0.0.1:{TestHome.FreePort()}";
        var process = ServiceProcess.Start(
            $"PicoClaw.{service}",
            $"PicoClaw.{service}",
            [],
            [
                .. _home.Environment,
                .. _collector!.Environment,
                .. Categories.Select(category => KeyValuePair.Create($"Logging__LogLevel__{category}", "Trace")),
                new("PICOCLAW_BROKER", broker),
                new("PICOCLAW_STORE", store),
                new("ASPNETCORE_URLS", address),
                new("HTTP_PROXY", $"http://proxyuser:{ProxyPassword}@127.0.0.1:1"),
            ]);
        _processes.Add((process, new Uri(address)));
        return process;
    }

    private async Task ReadyAsync(ServiceProcess process)
    {
        var address = _processes.Single(one => one.Process == process).Address;
        using var http = new HttpClient { BaseAddress = address };
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("/ready", Cancel);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                // It does not listen yet.
            }

            await Task.Delay(100, Cancel);
        }
    }

    /// <summary>All output, and what the processes say of themselves; then they stop, which is logged, too.</summary>
    private async Task<string> ShownAsync()
    {
        var shown = new StringBuilder();
        using var http = new HttpClient();
        foreach (var (_, address) in _processes)
        {
            foreach (var path in new[] { "/ready", "/health", "/metrics" })
            {
                try
                {
                    using var answer = await http.GetAsync(new Uri(address, path), Cancel);
                    shown.AppendLine(await answer.Content.ReadAsStringAsync(Cancel));
                }
                catch (HttpRequestException)
                {
                    // A process without its database does not listen yet.
                }
            }
        }

        foreach (var (process, _) in _processes)
        {
            if (!process.HasExited)
            {
                process.Terminate();
            }

            await process.ExitCodeAsync(Cancel);
            shown.AppendLine(process.Output);
        }

        return shown.ToString();
    }

    private static string With(string address, string password) =>
        new UriBuilder(address) { Password = password }.Uri.OriginalString;
}
