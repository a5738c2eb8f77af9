using System.Threading.Channels;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Hosting.Tests.Messaging.Broadcasts;

/// <summary>A process that publishes progress and hears it.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly Channel<ReplyProgress> _heard;
    private long _number;

    private Replica(IHost host, Channel<ReplyProgress> heard) => (_host, _heard) = (host, heard);

    public IServiceProvider Services => _host.Services;

    public IProgressPublisher Publisher => Services.GetRequiredService<IProgressPublisher>();

    public static async Task<Replica> StartAsync(string broker, Action<IServiceCollection>? configure = null)
    {
        var heard = Channel.CreateBounded<ReplyProgress>(10_000);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("PicoClaw:Broker", broker)]);
        builder.Services.AddLogging();
        builder.Services.AddBus(builder.Configuration, allowMemory: true);
        builder.Services.AddSingleton(heard);
        builder.Services.AddBroadcast<ProgressListener>(Intakes.Progress, atOnce: 8);
        configure?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new Replica(host, heard);
    }

    public async Task<HealthStatus> HealthAsync()
    {
        var checks = Services.GetRequiredService<HealthCheckService>();
        return (await checks.CheckHealthAsync(check => check.Name == "broker", TestContext.Current.CancellationToken)).Status;
    }

    public Task ConnectedAsync() => Services.GetRequiredService<IBusControl>()
        .WaitForHealthStatus(BusHealthStatus.Healthy, TestContext.Current.CancellationToken);

    /// <summary>Publishes a reply's progress again and again, until all of them hear one. Any may be lost.</summary>
    public async Task TellAsync(Guid reply, params Replica[] listeners)
    {
        var hearing = Task.WhenAll(listeners.Select(listener => listener.HearAsync(reply)));
        while (!hearing.IsCompleted)
        {
            Publisher.Publish(Reports.Progress(reply, Interlocked.Increment(ref _number)));
            await Task.WhenAny(hearing, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken));
        }

        await hearing;
    }

    /// <summary>The next progress of a reply; others use the broker too.</summary>
    public async Task<ReplyProgress> HearAsync(Guid reply)
    {
        while (true)
        {
            var progress = await _heard.Reader.ReadAsync(TestContext.Current.CancellationToken);
            if (progress.ReplyId == reply)
            {
                return progress;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}
