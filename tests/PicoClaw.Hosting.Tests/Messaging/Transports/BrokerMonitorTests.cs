using MassTransit;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Hosting.Tests.Messaging;

public sealed class BrokerWatchTests : IDisposable
{
    private readonly FakeLogger<BrokerWatch> _logger = new();
    private readonly BrokerWatch _watch;

    public BrokerWatchTests() => _watch = new BrokerWatch(
        null!, Options.Create(new BrokerOptions { Address = "amqp://user:secret@host:5673/vhost" }), TimeProvider.System, _logger);

    public void Dispose() => _watch.Dispose();

    [Fact]
    public void Look_BrokerIsAwayForLong_IsALineWhenItGoesAndOneWhenItComesBack()
    {
        Look(BusHealthStatus.Healthy);
        for (var second = 0; second < 100; second++)
        {
            Look(second % 2 == 0 ? BusHealthStatus.Unhealthy : BusHealthStatus.Degraded);
        }

        Look(BusHealthStatus.Healthy);
        Look(BusHealthStatus.Healthy);

        var lines = _logger.Collector.GetSnapshot();
        lines.Select(line => (line.Level, line.Id.Id)).ShouldBe([(LogLevel.Error, 504), (LogLevel.Information, 505)]);
        lines[0].Message.ShouldStartWith("The broker amqp://host:5673/vhost is away and is waited for");
        lines[0].Message.ShouldEndWith(": connection refused");
        lines.ShouldAllBe(line => !line.Message.Contains("secret"));
    }

    [Fact]
    public void Look_AMomentAtTheStart_IsNotWorthALine()
    {
        Look(BusHealthStatus.Unhealthy);
        Look(BusHealthStatus.Unhealthy);
        Look(BusHealthStatus.Healthy);

        _logger.Collector.Count.ShouldBe(0);
    }

    private void Look(BusHealthStatus status) => _watch.Look(status, "connection refused");
}
