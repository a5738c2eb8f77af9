using MassTransit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Hosting.Messaging.Transports;

namespace PicoClaw.Hosting.Tests.Messaging.Transports;

public sealed class BrokerMonitorTests : IDisposable
{
    private readonly FakeLogger<BrokerMonitor> _logger = new();
    private readonly BrokerMonitor _watch;

    public BrokerMonitorTests() => _watch = new BrokerMonitor(
        null!,
        null!,
        null!,
        Options.Create(new BrokerOptions { Address = "amqp://user:secret@host:5673/vhost" }),
        TimeProvider.System,
        _logger);

    public void Dispose() => _watch.Dispose();

    [Fact]
    public void Check_BrokerIsAwayForLong_IsALineWhenItGoesAndOneWhenItComesBack()
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
        lines[0].Message.ShouldStartWith("Waiting for the broker amqp://host:5673/vhost, which is away");
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

    private void Look(BusHealthStatus status) => _watch.Check(status, "connection refused");
}
