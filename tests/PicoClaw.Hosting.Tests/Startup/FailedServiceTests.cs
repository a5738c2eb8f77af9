using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PicoClaw.Configuration.Tests.Testing;
using PicoClaw.Hosting.Startup;

namespace PicoClaw.Hosting.Tests.Startup;

public sealed class FailedServiceTests
{
    [Fact(Timeout = 180_000)]
    public async Task RunAsync_ServiceThatFailsAfterTheStart_EndsWithOneAndASentence()
    {
        using var folder = new ConfigFolder("{}");

        var exit = await PicoClawHost.RunAsync(
            () =>
            {
                var builder = PicoClawHost.CreateBuilder(["--config", folder.ConfigFile]);
                builder.Services.AddHostedService<Failing>();
                return builder;
            },
            _ => new ListenAddress("http://127.0.0.1:0"));

        exit.ShouldBe(1);
    }

    [Fact]
    public async Task Of_FailedService_IsNamedWithItsReason()
    {
        using var failing = new Failing(new TestLifetime());
        await failing.StartAsync(TestContext.Current.CancellationToken);
        await Should.ThrowAsync<InvalidOperationException>(failing.ExecuteTask!);

        FailedService.Of([failing])!.Message.ShouldStartWith("PicoClaw has stopped, because its Failing failed (it broke). Start it again");
    }

    [Fact]
    public async Task Of_ServiceThatEnded_IsNoFailure()
    {
        using var ended = new Ended();
        await ended.StartAsync(TestContext.Current.CancellationToken);

        FailedService.Of([ended]).ShouldBeNull();
    }

    private sealed class Failing(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource();
            await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task;
            throw new InvalidOperationException("it broke.");
        }
    }

    private sealed class Ended : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
    }

    private sealed class TestLifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted { get; } = new(canceled: true);

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}
