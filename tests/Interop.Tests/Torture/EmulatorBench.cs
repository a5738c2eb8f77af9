using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using DingTalk.Emulator;

namespace Interop.Tests.Torture;

// An emulator with real sockets, on the real clock unless a test gives another, and the calls to it.
internal sealed class EmulatorBench : IAsyncDisposable
{
    public const string Secret = "torture-secret";
    public static readonly TimeSpan Redelivery = TimeSpan.FromSeconds(2);

    private readonly EmulatorHost _host;
    private readonly HttpClient _http;

    private EmulatorBench(EmulatorHost host)
    {
        _host = host;
        Address = host.Address;
        _http = new HttpClient { BaseAddress = Address, Timeout = Patience.Limit };
    }

    public Uri Address { get; }

    public static Task<EmulatorBench> StartAsync(Action<EmulatorOptions>? configure = null, params string[] apps) =>
        StartAsync(TimeProvider.System, configure, apps);

    public static async Task<EmulatorBench> StartAsync(TimeProvider time, Action<EmulatorOptions>? configure, params string[] apps)
    {
        var options = new EmulatorOptions
        {
            Url = "http://127.0.0.1:0",
            Apps = [.. apps.Select(app => new EmulatorApp { ClientId = app, ClientSecret = Secret })],
            RedeliverMax = -1,
        };
        configure?.Invoke(options);
        var bench = new EmulatorBench(await EmulatorHost.StartAsync(options, time, TestContext.Current.CancellationToken));
        await bench.FaultAsync($$"""{"redeliverAfterMs":{{Redelivery.TotalMilliseconds}}}""");
        return bench;
    }

    // Returns the message's id without waiting for an ack.
    public async Task<string> SayAsync(string app, string text, string sender = "u") =>
        (string)(await PostAsync(
            "/emulator/say",
            $$"""{"app":"{{app}}","text":"{{text}}","senderStaffId":"{{sender}}","waitSeconds":0,"replies":0}"""))["msgId"]!;

    public Task FaultAsync(string json) => PostAsync("/emulator/faults", json);

    public async Task<JsonNode> StatsAsync() =>
        (await _http.GetFromJsonAsync<JsonNode>("/emulator/stats", TestContext.Current.CancellationToken))!;

    // How often each message was pushed, by its id.
    public async Task<IReadOnlyDictionary<string, int>> DeliveriesAsync() =>
        (await _http.GetFromJsonAsync<JsonNode>("/emulator/transcript", TestContext.Current.CancellationToken))!["pushes"]!.AsArray()
            .ToDictionary(push => (string)push!["msgId"]!, push => (int)push!["count"]!);

    public async Task UntilAsync(Func<JsonNode, bool> condition, string what)
    {
        JsonNode? last = null;
        await Patience.UntilAsync(async () => condition(last = await StatsAsync()), () => $"{what} ({last?.ToJsonString()})");
    }

    public Task AllAckedAsync() => UntilAsync(stats => (int)stats["unacked"]! == 0, "messages stayed unacked");

    // Closes its own connections, so that any left belong to the clients.
    public void HangUp() => _http.Dispose();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }

    private async Task<JsonNode> PostAsync(string path, string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(path, body, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.ShouldBeTrue(answer);
        return JsonNode.Parse(answer)!;
    }
}
