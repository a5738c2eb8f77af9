using System.Globalization;
using System.Security.Cryptography;
using Harness.Processes;

namespace PicoClaw.Compose.Tests;

/// <summary>The demo's settings with fresh secrets, in a project with a name, images and ports of its own.</summary>
internal sealed class Deployment : IDisposable
{
    private const string Any = "0"; // a free port of the engine's choice

    private readonly DirectoryInfo _secrets = Directory.CreateTempSubdirectory("picoclaw-compose-");
    private readonly Dictionary<string, string> _environment = [];
    private readonly string _settings = Path.Combine(Repository.Root, "eng", "demo", "demo.env");

    public Deployment()
    {
        foreach (var secret in new[] { "rabbitmq_password", "postgres_password", "dingtalk_client_secret" })
        {
            var file = Path.Combine(_secrets.FullName, secret);
            File.WriteAllText(file, RandomNumberGenerator.GetHexString(24) + "\n");
            _environment[$"{secret.ToUpperInvariant()}_FILE"] = file;
        }

        _environment["PICOCLAW_ENV_FILE"] = _settings;
        _environment["PICOCLAW_TAG"] = "compose-test";
        foreach (var service in new[] { "INGRESS_PORTS", "AGENT_PORTS", "EGRESS_PORTS", "EMULATOR_PORT" })
        {
            _environment[service] = Any;
        }
    }

    public string Project { get; } = $"picoclaw-test-{Environment.ProcessId}";

    public IReadOnlyDictionary<string, string> Variables => _environment;

    public IEnumerable<string> Secrets => _secrets.EnumerateFiles().Select(file => File.ReadAllText(file.FullName).Trim());

    /// <summary>docker compose with the demo's profile.</summary>
    public Task<Command> ComposeAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) => Command.RunAsync(
        "docker", ["compose", "--project-name", Project, "--env-file", _settings, "--profile", "demo", .. arguments], _environment, cancellationToken);

    /// <summary>The address of a service's port from outside its container.</summary>
    public async Task<Uri> AddressAsync(string service, int port, CancellationToken cancellationToken) =>
        new($"http://{(await ComposeAsync(["port", service, port.ToString(CultureInfo.InvariantCulture)], cancellationToken)).ShouldSucceed()}");

    public async Task<string> ContainerAsync(string service, CancellationToken cancellationToken) =>
        (await ComposeAsync(["ps", "--quiet", service], cancellationToken)).ShouldSucceed().Split('\n')[0];

    public void Dispose() => _secrets.Delete(recursive: true);
}
