using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator;
using Microsoft.Extensions.Time.Testing;

namespace Interop.Tests;

// A bot on a foreign client from npm, installed once, in a separate process, connected to an emulator whose clock only the tests move.
public abstract class ForeignBot(string folder, string script) : IAsyncLifetime
{
    private const string App = "dinginterop";
    private const string Secret = "interop-secret";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private EmulatorHost? _host;
    private HttpClient? _http;
    private Tool? _node;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 2, 1, 12, 0, 0, TimeSpan.Zero));

    // A clock that jumps would send pings faster than anyone can echo them.
    private static EmulatorOptions Options => new()
    {
        Url = "http://127.0.0.1:0",
        Apps = [new() { ClientId = App, ClientSecret = Secret }],
        SystemPingInterval = TimeSpan.FromDays(30),
    };

    public async ValueTask InitializeAsync()
    {
        var home = Path.Combine(AppContext.BaseDirectory, folder);
        await Tool.RunAsync("node", home, ["--version"], Patience);
        await NodePackages.InstallAsync(home);
        _host = await EmulatorHost.StartAsync(Options, Time);
        _http = new HttpClient { BaseAddress = _host.Address, Timeout = Patience };
        _node = Tool.Start("node", home, [script],
            ("EMULATOR_ADDRESS", _host.Address.ToString().TrimEnd('/')), ("CLIENT_ID", App), ("CLIENT_SECRET", Secret));
        await ConnectedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }

        _http?.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    public async Task<JsonNode> PostAsync(string path, string json)
    {
        try
        {
            using var body = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
            using var response = await _http!.PostAsync(path, body, TestContext.Current.CancellationToken);
            response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
            return (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
        }
        catch (Exception wrong) when (wrong is TaskCanceledException or HttpRequestException)
        {
            throw new InvalidOperationException($"{path} got no answer; the bot wrote:\n{_node!.Output}", wrong);
        }
    }

    public async Task<JsonNode> StatsAsync() =>
        (await _http!.GetFromJsonAsync<JsonNode>("/emulator/stats", TestContext.Current.CancellationToken))!;

    public async Task<JsonNode> TranscriptAsync() =>
        (await _http!.GetFromJsonAsync<JsonNode>("/emulator/transcript", TestContext.Current.CancellationToken))!;

    public async Task<JsonNode> LastPushAsync() => (await TranscriptAsync())["pushes"]!.AsArray()[^1]!;

    public Task ConnectedAsync() => UntilAsync(stats => (int)stats["connections"]![App]! == 1);

    public Task DisconnectedAsync() => UntilAsync(stats => (int)stats["connections"]![App]! == 0);

    public Task UntilAsync(Func<JsonNode, bool> condition) => UntilAsync(async () => condition(await StatsAsync()));

    // Asks until the condition holds; the round trip is the pause.
    public async Task UntilAsync(Func<Task<bool>> condition)
    {
        var start = System.Diagnostics.Stopwatch.StartNew();
        while (!await condition())
        {
            start.Elapsed.ShouldBeLessThan(Patience, $"the bot wrote:\n{_node!.Output}");
        }
    }
}
