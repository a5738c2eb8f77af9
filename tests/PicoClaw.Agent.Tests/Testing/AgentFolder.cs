using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Tests.Clocks;
using PicoClaw.Tests.Postgres;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>What outlives a process of the agent: its store, the clock, the broker and the model.</summary>
internal sealed class AgentFolder(bool onPostgres = false) : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picoclaw-agent-");
    private readonly List<AgentProcess> _processes = [];
    private readonly TestPostgres? _database = onPostgres ? new() : null;

    public string Path => _folder.FullName;

    /// <summary>Null: SQLite.</summary>
    public string? Postgres => _database?.Address;

    public TestClock Time { get; } = new(Said.Noon);

    public RecordingSender Sender { get; } = new();

    public RecordingPublisher Progress { get; } = new();

    public ScriptedModel Model { get; } = new();

    public SentFiles Files { get; } = new();

    /// <summary>False: the fetcher and the store of blobs that AddAgent makes.</summary>
    public bool UsesSentFiles { get; set; } = true;

    /// <summary>Settings as config.json would make them.</summary>
    public Dictionary<string, string?> Settings { get; } = new()
    {
        // Tests move the clock far.
        ["Agent:Defaults:ProgressAfter"] = "0",
    };

    /// <summary>False: the model that the settings name.</summary>
    public bool UsesScriptedModel { get; set; } = true;

    /// <summary>Replaces services of the agent.</summary>
    public Action<IServiceCollection> Replace { get; set; } = _ => { };

    /// <summary>A process with its store open; no service is started.</summary>
    public async Task<AgentProcess> OpenAsync()
    {
        await (_database?.EnsureAsync() ?? Task.CompletedTask);
        var process = new AgentProcess(this);
        _processes.Add(process);
        await process.Store.MigrateAsync(TestContext.Current.CancellationToken);
        return process;
    }

    /// <summary>Another process on the store of an open one; no service is started.</summary>
    public Task<AgentProcess> OpenAsync(AgentProcess other)
    {
        var process = new AgentProcess(this, other.Store);
        _processes.Insert(0, process);
        return Task.FromResult(process);
    }

    /// <summary>Another replica on the store of a running one; start it before lanes are held.</summary>
    public async Task<AgentProcess> StartReplicaAsync(AgentProcess other)
    {
        var process = new AgentProcess(this, other.Store);
        _processes.Insert(0, process);
        await process.StartAsync();
        return process;
    }

    public async Task<AgentProcess> StartAsync()
    {
        var process = await OpenAsync();
        await process.StartAsync();
        return process;
    }

    /// <summary>Runs the clock at ten times its speed until the task ends.</summary>
    public async Task<T> MeanwhileAsync<T>(Task<T> task)
    {
        using var limit = TestDeadline.In(TimeSpan.FromMinutes(2));
        while (!task.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(10), limit.Token));
            limit.Token.ThrowIfCancellationRequested();
        }

        return await task;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Delete(recursive: true);
    }
}
