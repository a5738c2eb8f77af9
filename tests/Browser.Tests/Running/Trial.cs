using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Browser.Tests.Running;
using Harness.Processes;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Trial))]

// Faults and a reset concern everybody at the emulator.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Browser.Tests.Running;

// What a newcomer starts: `picoclaw gateway --emulator` as a process, and a browser beside it. No model is configured, so the bot repeats what it is told.
public sealed class Trial : IAsyncLifetime
{
    private readonly TestHome _home = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMilliseconds(ChatPage.Patience) };
    private ServiceProcess? _gateway;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private int _people;

    internal Uri Address { get; } = new($"http://127.0.0.1:{TestHome.FreePort()}");

    public async ValueTask InitializeAsync()
    {
        _gateway = ServiceProcess.Start(
            "PicoClaw.Gateway", "picoclaw", ["gateway", "--emulator", Address.GetLeftPart(UriPartial.Authority)], _home.Environment);
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
        Assertions.SetDefaultExpectTimeout(ChatPage.Patience);
        using var patience = new CancellationTokenSource(ChatPage.Patience);
        while (!await IsReadyAsync(patience.Token))
        {
            _gateway.HasExited.ShouldBeFalse(_gateway.Output);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    // A page of somebody new, in front of an emulator that has forgotten everything. The bot first answers those who were here before:
    // a late answer would be unread in the new page, and would meet its faults.
    internal async Task<ChatPage> OpenAsync(Action<BrowserNewContextOptions>? look = null)
    {
        await AnsweredAsync();
        using var reset = await _http.PostAsync(new Uri(Address, "/emulator/reset"), null, TestContext.Current.CancellationToken);
        reset.EnsureSuccessStatusCode();
        return await OpenAsync(Address, look);
    }

    // The same in front of another emulator.
    internal async Task<ChatPage> OpenAsync(Uri address, Action<BrowserNewContextOptions>? look = null)
    {
        var options = new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            Locale = "en-GB",
            ViewportSize = new() { Width = 1280, Height = 800 },
            Permissions = ["clipboard-read", "clipboard-write"],
        };
        look?.Invoke(options);
        return await ChatPage.OpenAsync(await _browser!.NewContextAsync(options), new Bot(_http, address, $"visitor-{++_people}"));
    }

    public async ValueTask DisposeAsync()
    {
        Console.WriteLine($"note: screenshots are in {Screenshots.Folder}");
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        _http.Dispose();
        _home.Dispose();
    }

    private async Task AnsweredAsync()
    {
        using var patience = new CancellationTokenSource(ChatPage.Patience);
        while (true)
        {
            var transcript = (await _http.GetFromJsonAsync<JsonNode>(new Uri(Address, "/emulator/transcript"), patience.Token))!;
            var owed = Owed(transcript);
            if (owed.Count == 0)
            {
                return;
            }

            patience.IsCancellationRequested.ShouldBeFalse(string.Join('\n', owed));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }
    }

    // The last words of each conversation that were neither repeated nor refused since. Its earlier answers are out by then.
    private static List<string> Owed(JsonNode transcript)
    {
        var ends = transcript["replies"]!.AsArray().Select(reply => (Node: reply!, Text: (string?)reply!["text"]))
            .Concat(transcript["refusals"]!.AsArray().Select(refusal => (Node: refusal!, Text: (string?)null))).ToList();
        return
        [
            .. from push in transcript["pushes"]!.AsArray()
               where (string?)push["topic"] == "/v1.0/im/bot/messages/get"
               group push by (string)push["conversationId"]! into conversation
               let last = conversation.MaxBy(push => (long)push["sequence"]!)!
               let text = (string)last["text"]!
               where !ends.Any(end => (string?)end.Node["conversationId"] == conversation.Key
                   && (long)end.Node["sequence"]! > (long)last["sequence"]! && end.Text?.Contains(text, StringComparison.Ordinal) != false)
               select text,
        ];
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(_home.Health, "/ready"), cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
