using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator;
using PicoClaw.Gateway.Doctor;
using PicoClaw.Gateway.Onboarding;
using PicoClaw.Gateway.Terminals;
using PicoClaw.Gateway.Tests.Testing;
using PicoClaw.Tests.Clocks;
using Spectre.Console.Testing;

namespace PicoClaw.Gateway.Tests.Onboarding;

/// <summary>An emulator in place of DingTalk and of the model, a folder, and a terminal that is typed into.</summary>
internal sealed class OnboardBench : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    private readonly EmulatorHost _emulator;
    private readonly HttpClient _http;

    private OnboardBench(EmulatorHost emulator, string? config)
    {
        _emulator = emulator;
        _http = new HttpClient { BaseAddress = emulator.Address };
        File = new ConfigFile(config);
    }

    public ConfigFile File { get; }

    public TestConsole Console { get; } = new TestConsole().Width(400);

    public TestClock Clock { get; } = new(DateTimeOffset.UtcNow);

    public Uri Emulator => _emulator.Address;

    public Uri ModelBase => new(Emulator, "/v1");

    public string Output => Console.Output;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<OnboardBench> StartAsync(string? config = null) =>
        new(await EmulatorHost.StartAsync(new EmulatorOptions { Url = "http://127.0.0.1:0" }, ct: Cancel), config);

    /// <summary>Lets somebody type: each text with Enter.</summary>
    public void Types(params string[] texts)
    {
        Console.Interactive().EmitAnsiSequences();
        foreach (var text in texts)
        {
            Console.Input.PushTextWithEnter(text);
        }
    }

    /// <summary>With the emulator in place of DingTalk.</summary>
    public Task<int> RunAsync(OnboardSettings settings) => RunRealAsync(settings with { Emulator = settings.Emulator ?? Emulator });

    /// <summary>As for DingTalk itself, which is not reached here.</summary>
    public async Task<int> RunRealAsync(OnboardSettings settings)
    {
        using var tools = new DoctorTools { Time = Clock };
        return await new OnboardRun(new Terminal(Console, TextWriter.Null), settings with { ConfigPath = File.Path }, tools).RunAsync(Cancel);
    }

    /// <summary>Runs while a person decides about the code that is shown.</summary>
    public async Task<int> RunScanAsync(OnboardSettings settings, object decision, HttpClient? at = null)
    {
        var run = RunAsync(settings with { Scan = true });

        // The registration has begun when the first wait for its outcome has.
        var waiting = Clock.TimerStarted(due => due == PollInterval);
        if (await Task.WhenAny(run, waiting) == waiting)
        {
            (await (at ?? _http).PostAsJsonAsync("/emulator/registration", decision, Cancel)).EnsureSuccessStatusCode();
            Clock.Advance(PollInterval);
        }

        return await run;
    }

    public JsonNode Written => JsonNode.Parse(File.Text)!;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        File.Dispose();
        Console.Dispose();
        await _emulator.DisposeAsync();
    }
}
