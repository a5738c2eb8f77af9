using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Hosting.Messaging.Sending;

namespace PicoClaw.Hosting.Tests.Messaging.Sending;

public sealed class MonitoredSenderTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger<MonitoredSender> _logger = new();
    private readonly SomeSender _inner = new();

    private readonly SendMetrics _metrics;

    public MonitoredSenderTests() => _metrics = new(_services.GetRequiredService<IMeterFactory>());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task SendAsync_TakenAndRefused_IsMeasuredByIntakeAndOutcome()
    {
        using var collector = new MetricCollector<double>(
            _services.GetRequiredService<IMeterFactory>(), SendMetrics.MeterName, "picoclaw.messaging.send.duration");
        var sender = new MonitoredSender(_inner, _metrics, _time, _logger);
        _inner.OnSend = () => _time.Advance(TimeSpan.FromMilliseconds(30));
        await sender.SendAsync("agent-intake", new Note(1), Cancel);
        _inner.IsAway = true;
        await Should.ThrowAsync<NotConfirmedException>(() => sender.SendAsync("egress-intake", new Note(2), Cancel));

        collector.GetMeasurementSnapshot().Select(measured => (measured.Tags["intake"], measured.Tags["outcome"], measured.Value))
            .ShouldBe([("agent-intake", "confirmed", 0.03), ("egress-intake", "refused", 0.03)]);
    }

    [Fact]
    public async Task SendAsync_OutageOfManySends_IsALineWhenItBeginsAndOneWhenItEnds()
    {
        var sender = new MonitoredSender(_inner, _metrics, _time, _logger);
        await sender.SendAsync("agent-intake", new Note(1), Cancel);
        _inner.IsAway = true;
        for (var number = 2; number <= 50; number++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Should.ThrowAsync<NotConfirmedException>(() => sender.SendAsync("agent-intake", new Note(number), Cancel));
        }

        _inner.IsAway = false;
        _time.Advance(TimeSpan.FromSeconds(2));
        await sender.SendAsync("agent-intake", new Note(51), Cancel);
        await sender.SendAsync("agent-intake", new Note(52), Cancel);

        _logger.Collector.GetSnapshot().Select(record => (record.Level, record.Message)).ShouldBe(
        [
            (LogLevel.Warning, "Messages to agent-intake are not accepted; each waits and is sent again, and nothing is lost: the broker is away"),
            (LogLevel.Information, "Messages to agent-intake are accepted again, after 49 refused sends in 50 s"),
        ]);
    }

    [Fact]
    public async Task SendAsync_TwoIntakes_EachHasAStateOfItsOwn()
    {
        var sender = new MonitoredSender(_inner, _metrics, _time, _logger);
        _inner.IsAway = true;
        await Should.ThrowAsync<NotConfirmedException>(() => sender.SendAsync("agent-intake", new Note(1), Cancel));
        await Should.ThrowAsync<NotConfirmedException>(() => sender.SendAsync("egress-intake", new Note(1), Cancel));

        _logger.Collector.Count.ShouldBe(2);
    }

    private sealed class SomeSender : IConfirmedSender
    {
        public bool IsAway { get; set; }

        public Action OnSend { get; set; } = () => { };

        public Task SendAsync<T>(string intake, T message, CancellationToken cancellationToken)
            where T : class
        {
            OnSend();
            return IsAway ? throw new NotConfirmedException("the broker is away") : Task.CompletedTask;
        }
    }
}
