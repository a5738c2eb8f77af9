using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator;
using Harness.Processes;
using PicoClaw.Gateway.Tests.Testing;

namespace PicoClaw.Gateway.Tests.Doctor;

/// <summary>A bot that could run: a folder with its config.json, and the emulator in place of DingTalk and of the model's service.</summary>
internal sealed class Patient : IAsyncDisposable
{
    public const string ClientId = "dingdemo";

    private readonly string _folder = Directory.CreateTempSubdirectory("picoclaw-doctor-").FullName;
    private readonly EmulatorHost _emulator;
    private readonly HttpClient _http = new();

    private Patient(EmulatorHost emulator)
    {
        _emulator = emulator;
        var address = emulator.Address.ToString().TrimEnd('/');
        Account = new JsonObject
        {
            ["enabled"] = true,
            ["client_id"] = ClientId,
            ["client_secret"] = "demo-secret",
            ["api_base"] = address,
            ["oapi_base"] = address,
        };
        Model = new JsonObject { ["model_name"] = "chat", ["model"] = "scripted", ["api_base"] = $"{address}/v1", ["api_keys"] = new JsonArray("sk-good") };
        Config = new JsonObject
        {
            ["channels"] = new JsonObject { ["dingtalk"] = Account },
            ["model_list"] = new JsonArray(Model),
            ["store"] = Store,
            ["gateway"] = new JsonObject { ["port"] = Ports.Free() },
        };
    }

    public JsonObject Config { get; }

    public JsonObject Account { get; }

    public JsonObject Model { get; }

    public string ConfigPath => Path.Combine(_folder, "config.json");

    public string Store => Path.Combine(_folder, "store");

    public UnixFileMode Mode { get; set; } = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Patient> StartAsync()
    {
        // A ping comes soon, so that no test waits for the end of listening.
        var options = new EmulatorOptions
        {
            Url = "http://127.0.0.1:0",
            Apps = [new EmulatorApp { ClientId = ClientId, ClientSecret = "demo-secret" }],
            SystemPingInterval = TimeSpan.FromMilliseconds(100),
        };
        return new Patient(await EmulatorHost.StartAsync(options, ct: Cancel));
    }

    public async Task FaultAsync(object switches)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(_emulator.Address, "emulator/faults"), switches, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<JsonNode> StatsAsync() => (await _http.GetFromJsonAsync<JsonNode>(new Uri(_emulator.Address, "emulator/stats"), Cancel))!;

    /// <summary>The texts of all messages that the bot has sent.</summary>
    public async Task<IReadOnlyList<string>> RepliesAsync()
    {
        var transcript = await _http.GetFromJsonAsync<JsonNode>(new Uri(_emulator.Address, "emulator/transcript"), Cancel);
        return [.. transcript!["replies"]!.AsArray().Select(reply => (string)reply!["text"]!)];
    }

    public void Write()
    {
        File.WriteAllText(ConfigPath, Config.ToJsonString());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(ConfigPath, Mode);
        }
    }

    /// <summary>Writes the configuration and runs <c>picoclaw doctor --json</c>.</summary>
    public async Task<Diagnosis> DoctorAsync(params string[] words)
    {
        Write();
        var run = await CommandRun.OfAsync(["doctor", "--config", ConfigPath, "--json", .. words]);
        run.Error.ShouldBeEmpty();
        return Diagnosis.Read(run.Exit, run.Output);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
