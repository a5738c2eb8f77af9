using System.Collections.Concurrent;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Harness.Emulators;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PicoClaw.AppHost.Tests.Testing;

namespace PicoClaw.AppHost.Tests.Running;

/// <summary>The system as AppHost.cs starts it, spoken to through the emulator.</summary>
internal sealed class RunningSystem : IAsyncDisposable
{
    private static readonly string[] Services = ["emulator", "agent", "egress", "ingress"];

    private readonly IDistributedApplicationTestingBuilder _builder;
    private readonly DistributedApplication _app;
    private readonly ConcurrentDictionary<string, CustomResourceSnapshot> _states = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watch;
    private readonly EmulatorClient _emulator;

    private RunningSystem(IDistributedApplicationTestingBuilder builder, DistributedApplication app)
    {
        (_builder, _app) = (builder, app);
        _watch = WatchAsync();
        _emulator = new EmulatorClient(app.GetEndpoint("emulator"));
    }

    /// <summary>Returns once everything is healthy.</summary>
    public static async Task<RunningSystem> StartAsync(
        string[] arguments, Action<IDistributedApplicationTestingBuilder> change, CancellationToken cancellationToken)
    {
        // On a busy machine Aspire's own server takes longer to start than the default allows.
        var builder = await Model.CreateAsync([.. arguments, "--DcpPublisher:KubernetesApiTimeout=00:03:00"], cancellationToken);
        try
        {
            builder.Services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
            change(builder);
            var app = await builder.BuildAsync(cancellationToken);
            await app.StartAsync(cancellationToken);
            foreach (var service in Services)
            {
                await app.ResourceNotifications.WaitForResourceHealthyAsync(service, WaitBehavior.StopOnResourceUnavailable, cancellationToken);
            }

            return new RunningSystem(builder, app);
        }
        catch
        {
            await builder.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes a message as a user; waits for the first reply.</summary>
    public Task<Said> SayAsync(string text, CancellationToken cancellationToken) =>
        _emulator.SayAsync(new { text, waitSeconds = 60 }, cancellationToken);

    public Task<IReadOnlyList<Reply>> RepliesAsync(CancellationToken cancellationToken) => _emulator.RepliesAsync(cancellationToken);

    public Task<ExecuteCommandResult> CommandAsync(string resource, string command, CancellationToken cancellationToken) =>
        _app.Services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(resource, command, cancellationToken);

    /// <summary>The addresses that the dashboard shows for a resource, by name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> LinksAsync(string resource, CancellationToken cancellationToken)
    {
        var seen = await _app.ResourceNotifications.WaitForResourceAsync(resource, _ => true, cancellationToken);
        return seen.Snapshot.Urls.ToDictionary(url => url.DisplayProperties.DisplayName, url => url.Url);
    }

    /// <summary>The OS processes of all replicas.</summary>
    public IReadOnlyList<int> Processes() =>
        [.. Property("executable.pid").Select(pid => Convert.ToInt32(pid, CultureInfo.InvariantCulture))];

    public IReadOnlyList<string> Containers() => [.. Property("container.id").Select(id => $"{id}")];

    public Task StopAsync(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _emulator.Dispose();
        await _stop.CancelAsync();
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        await _builder.DisposeAsync(); // and the application with it
    }

    private async Task WatchAsync()
    {
        await foreach (var change in _app.ResourceNotifications.WatchAsync(_stop.Token))
        {
            _states[change.ResourceId] = change.Snapshot;
        }
    }

    // Of all running resources, one value per replica.
    private IEnumerable<object> Property(string name) =>
        from state in _states.Values
        where state.State?.Text == KnownResourceStates.Running
        from property in state.Properties
        where property.Name == name && property.Value is not null
        select property.Value;
}
