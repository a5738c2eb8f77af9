using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace DingTalk.Emulator.Tests;

// A host on a free port with a manual clock, and the common calls of the tests.
internal sealed class TestEmulator : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly EmulatorHost _host;

    private TestEmulator(EmulatorHost host, FakeTimeProvider time)
    {
        _host = host;
        Time = time;
        Address = host.Address;
        Http = new HttpClient { BaseAddress = Address, Timeout = Patience };
    }

    public FakeTimeProvider Time { get; }

    public HttpClient Http { get; }

    public Uri Address { get; }

    public IServiceProvider Services => _host.Services;

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<TestEmulator> StartAsync(Action<EmulatorOptions>? configure = null)
    {
        var options = new EmulatorOptions { Url = "http://127.0.0.1:0" };
        configure?.Invoke(options);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 2, 1, 12, 0, 0, TimeSpan.Zero));
        return new TestEmulator(await EmulatorHost.StartAsync(options, time, Stop), time);
    }

    public static void TwoApps(EmulatorOptions options) =>
        options.Apps =
        [
            new() { ClientId = "dingdemo", ClientSecret = "demo-secret" },
            new() { ClientId = "dingtwo", ClientSecret = "second-secret", Name = "Two" },
        ];

    public Task<Answer> PostAsync(string path, JsonNode body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), headers);

    public Task<Answer> PostTextAsync(string path, string body, string contentType = "application/json") =>
        SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, contentType));

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await Http.SendAsync(request, Stop);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(Stop));
    }

    public Task<Answer> OpenAsync(JsonNode body) => PostAsync("/v1.0/gateway/connections/open", body, ("Accept", "application/json"));

    public async Task<JsonNode> SayAsync(JsonObject said)
    {
        var answer = await PostAsync("/emulator/say", said);
        answer.Status.ShouldBe(200, answer.Body);
        return answer.Json;
    }

    // Sends a message without waiting for anything.
    public Task<JsonNode> TellAsync(string text, JsonObject? more = null)
    {
        var said = more ?? [];
        (said["text"], said["waitSeconds"]) = (text, 0);
        return SayAsync(said);
    }

    public Task<Answer> PushAsync(string json) => PostTextAsync("/emulator/push", json);

    public Task<Answer> FaultAsync(string json) => PostTextAsync("/emulator/faults", json);

    public async Task<JsonNode> StatsAsync() => (await GetAsync("/emulator/stats")).Json;

    public async Task<JsonNode> TranscriptAsync(string query = "") => (await GetAsync($"/emulator/transcript{query}")).Json;

    public async Task<string> TokenAsync(string app = "dingdemo", string secret = "demo-secret") =>
        (string)(
            await PostAsync("/v1.0/oauth2/accessToken", new JsonObject { ["appKey"] = app, ["appSecret"] = secret })).Json["accessToken"]!;

    // Polls until the condition holds; the round trip serves as the pause.
    public async Task UntilAsync(Func<JsonNode, bool> condition)
    {
        var start = System.Diagnostics.Stopwatch.StartNew();
        while (!condition(await StatsAsync()))
        {
            start.Elapsed.ShouldBeLessThan(Patience);
        }
    }

    public Task StopHostAsync() => _host.StopAsync(Stop);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
    }
}
