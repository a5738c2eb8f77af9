using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Processes;

/// <summary>A fresh PICOCLAW_HOME with a config.json, and the port of the processes that use it.</summary>
internal sealed class TestHome : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("picoclaw-e2e-").FullName;

    public int Port { get; } = FreePort();

    public Uri Health => new($"http://127.0.0.1:{Port}");

    public Dictionary<string, string> Environment => new()
    {
        ["PICOCLAW_HOME"] = _folder,
        ["PICOCLAW_GATEWAY_PORT"] = Port.ToString(),

        // The tests' people talk faster than people do.
        ["PICOCLAW_AGENTS_DEFAULTS_TURNS_PER_MINUTE"] = "0",

        // A turn that a busy machine draws out must not say one thing more.
        ["PICOCLAW_AGENTS_DEFAULTS_PROGRESS_AFTER"] = "0",
    };

    public void Write(JsonObject config)
    {
        var path = Path.Combine(_folder, "config.json");
        File.WriteAllText(path, config.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>A model_list of one model behind OpenAI's protocol.</summary>
    public static JsonArray ModelList(string name, Uri apiBase, string model = "scripted") =>
        new(new JsonObject { ["model_name"] = name, ["model"] = model, ["api_base"] = apiBase.ToString() });

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static int FreePort() => Ports.Free();
}
