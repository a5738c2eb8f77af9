using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Harness.Processes;

namespace Load.Systems;

/// <summary>A service whose process may end and be started again, in the same home and at the same port.</summary>
internal sealed class Service : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private readonly TestHome _home = new();
    private readonly List<ServiceProcess> _lives = [];
    private readonly (string Path, string[] Arguments) _program;
    private readonly Dictionary<string, string> _environment;
    private volatile bool _isWanted;

    /// <param name="name">Its role, with a number if there are several.</param>
    /// <param name="program">The path of its assembly, and arguments.</param>
    /// <param name="config">What is in config.json.</param>
    /// <param name="clock">Its clock; null: the machine's.</param>
    /// <param name="environment">More variables.</param>
    public Service(
        string name,
        (string Path, string[] Arguments) program,
        JsonObject config,
        FakeClock? clock,
        params IEnumerable<(string Name, string Value)> environment)
    {
        (Name, _program) = (name, program);
        _home.Write((JsonObject)config.DeepClone());
        _environment = new(_home.Environment) { ["ASPNETCORE_URLS"] = _home.Health.ToString() };
        foreach (var (variable, value) in (clock?.Environment ?? []).Select(one => (one.Key, one.Value)).Concat(environment))
        {
            _environment[variable] = value;
        }
    }

    public string Name { get; }

    public string Home => _home.Environment["PICOCLAW_HOME"];

    public Uri Address => _home.Health;

    public ServiceProcess Process => _lives[^1];

    /// <summary>Of all its processes.</summary>
    public IReadOnlyList<string> Lines => [.. _lives.SelectMany(life => life.Lines)];

    /// <summary>Its process has ended, and nobody ended it.</summary>
    public bool HasCrashed => _isWanted && Process.HasExited;

    /// <summary>Starts without these variables from now on.</summary>
    public Service Without(IEnumerable<string> variables)
    {
        foreach (var name in variables)
        {
            _environment.Remove(name);
        }

        return this;
    }

    public void Start()
    {
        _lives.Add(ServiceProcess.StartProgram(Name, "dotnet", [_program.Path, .. _program.Arguments], _environment));
        _isWanted = true;
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync()
    {
        _isWanted = false;
        return Process.KillAsync();
    }

    /// <summary>Stops it in order; returns its exit code.</summary>
    public Task<int> TerminateAsync(CancellationToken cancellationToken)
    {
        _isWanted = false;
        Process.Terminate();
        return Process.ExitCodeAsync(cancellationToken);
    }

    /// <summary>Returns once the service is ready; fails with its output when it is not in time.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(10) };
        while (!await IsReadyAsync(http))
        {
            if (Process.HasExited || cancellationToken.IsCancellationRequested)
            {
                throw new InvalidOperationException($"{Name} {(Process.HasExited ? "ended before it was" : "is not")} ready\n{Process.Output}");
            }

            await Task.Delay(Step, TimeProvider.System, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var life in _lives)
        {
            await life.DisposeAsync();
        }

        _home.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/ready", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or TaskCanceledException)
        {
            return false;
        }
    }
}
