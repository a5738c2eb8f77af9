using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Agent.Models;
using PicoClaw.Agent.Tools;
using PicoClaw.Tests.Clocks;
using PicoClaw.Tests.Reloading;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>The models and tools of the agent as configured, on a clock that only the test moves.</summary>
internal sealed class ModelLab : IAsyncDisposable
{
    // A call of 90 s takes 900 steps of the clock, of some 25 ms each on a starved machine: a watchdog, not a promise.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, string?> _settings = [];
    private readonly List<IToolSource> _tools = [];
    private IHost? _host;
    private int _models;

    public FakeTimeProvider Time { get; } = new(Said.Noon);

    public FakeLogCollector Logs => Host.Services.GetFakeLogCollector();

    public IServiceProvider Services => Host.Services;

    public IChatClient Client => Services.GetRequiredService<IChatClient>();

    private IHost Host => _host ??= Build();

    public void Set(string key, string? value) => _settings[key] = value;

    /// <summary>Adds an entry to model_list; a field is a name and a value.</summary>
    public void Model(string name, Uri address, params (string Field, string Value)[] fields)
    {
        var entry = $"Models:{_models++}";
        Set($"{entry}:ModelName", name);
        Set($"{entry}:Model", "scripted");
        Set($"{entry}:ApiBase", new Uri(address, "/v1").ToString());
        foreach (var (field, value) in fields)
        {
            Set($"{entry}:{field}", value);
        }
    }

    public void Tool(AIFunction tool) => _tools.Add(new OneTool(tool));

    /// <summary>Changes settings between calls, as a changed config.json does.</summary>
    public void Change(params (string Key, string Value)[] settings) => Services.Change(settings);

    public Task StartAsync() => Host.StartAsync(TestContext.Current.CancellationToken);

    public Task<ChatResponse> AskAsync(string text = "hello", string? model = null, ChatOptions? options = null) =>
        Client.GetResponseAsync(text, options ?? new ChatOptions { ModelId = model }, TestContext.Current.CancellationToken);

    public Task<StreamedAnswer> StreamAsync(ChatOptions? options = null, Action<string>? read = null) =>
        StreamedAnswer.ReadAsync(Client.GetStreamingResponseAsync("hello", options, TestContext.Current.CancellationToken), read);

    /// <summary>Lets the clock run until a task ends that depends on it; returns how long that took on the clock.</summary>
    public async Task<TimeSpan> RunAsync(Task task)
    {
        var started = Time.GetUtcNow();
        using var limit = TestDeadline.In(Patience);
        while (!task.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(5), limit.Token));
            limit.Token.IsCancellationRequested.ShouldBeFalse($"not done within {Patience.TotalSeconds} s; log:\n{this.Log()}");
        }

        return Time.GetUtcNow() - started;
    }

    public async Task<T> RunAsync<T>(Task<T> task)
    {
        await RunAsync((Task)task);
        return await task;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            await ((IAsyncDisposable)_host).DisposeAsync();
        }
    }

    private IHost Build()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.Logging.SetMinimumLevel(LogLevel.Debug).AddFakeLogging();
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddModels();
        builder.Services.AddTools();
        foreach (var tool in _tools)
        {
            builder.Services.AddSingleton(tool);
        }

        return builder.Build();
    }
}
