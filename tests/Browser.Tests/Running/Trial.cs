using System.Net;
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

    // A page of somebody new, in front of an emulator that has forgotten everything: the bot may still owe an answer to those who were here before.
    internal async Task<ChatPage> OpenAsync(Action<BrowserNewContextOptions>? look = null)
    {
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
