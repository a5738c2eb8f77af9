using System.Diagnostics.Metrics;
using DingTalk.Stream;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Hosting.Reloading;
using PicoClaw.Ingress.Links;
using PicoClaw.Ingress.Spool;
using PicoClaw.Ingress.Tests.Testing;
using PicoClaw.Tests.Clocks;

namespace PicoClaw.Ingress.Tests.Links;

public sealed class PressPublisherTests : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeLogger<PressPublisher> _logger = new();
    private readonly FakeSender _sender = new();
    private readonly SpoolBench _spool = new();
    private readonly TestClock _time = new(Heard.Now);
    private readonly AccountOptions _account = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Spool.DisposeAsync();
        _spool.Dispose();
    }

    [Fact]
    public async Task HandleAsync_Press_IsAckedOnlyOnceItIsConfirmed()
    {
        var published = Counter("published");
        var confirmed = new TaskCompletionSource();
        _sender.Confirm = confirmed.Task.WaitAsync;

        var handling = Publisher().HandleAsync(Pressed.Stop(), Cancel).AsTask();
        var sent = await _sender.Pressed.ReadAsync(Cancel);
        handling.IsCompleted.ShouldBeFalse();
        confirmed.SetResult();

        (await handling).ShouldBe(HandlerResult.Ok());
        (sent.Kind, sent.ReplyId, sent.Sender.Id).ShouldBe((ActionKind.Stop, Pressed.ReplyId, "Manager01"));
        Count(published).ShouldBe(1);
    }

    [Fact]
    public async Task HandleAsync_NotConfirmedWithinASecond_IsAckedFromDiskAndDrainedToItsQueue()
    {
        var spooled = Counter("spool.appended");
        _sender.Confirm = cancel => Task.Delay(Timeout.Infinite, cancel);

        var handling = Publisher().HandleAsync(Pressed.Stop(), Cancel).AsTask();
        await _sender.Pressed.ReadAsync(Cancel);
        _time.Advance(TimeSpan.FromSeconds(1));

        (await handling).ShouldBe(HandlerResult.Ok());
        (Count(spooled), Spool.Messages).ShouldBe((1, 1));
        _sender.Confirm = _ => Task.CompletedTask;
        var lane = await Spool.TakeAsync(Cancel);
        await _sender.SendAsync(lane.Leaving!.Segment.Read(lane.Leaving.Offset, lane.Leaving.Length)!, Cancel);
        (await _sender.Pressed.ReadAsync(Cancel)).Id.ShouldBe(DeterministicId.From("action", "dingtalk", "main", "frame1"));
    }

    // Its answer is worth nothing after 2 s, however long a message may wait.
    [Fact]
    public async Task HandleAsync_NotConfirmedAndNoSpool_IsWithheldInTime()
    {
        _spool.Options.Directory = "";
        var withheld = Counter("withheld");
        _sender.Confirm = cancel => Task.Delay(Timeout.Infinite, cancel);

        var handling = Publisher().HandleAsync(Pressed.Stop(), Cancel).AsTask();
        await _sender.Pressed.ReadAsync(Cancel);
        _time.Advance(TimeSpan.FromSeconds(1.8));

        (await handling).ShouldBe(HandlerResult.Withhold());
        Count(withheld).ShouldBe(1);
    }

    [Fact]
    public async Task HandleAsync_BrokerRefusesAndNoSpool_IsWithheld()
    {
        _spool.Options.Directory = "";
        _sender.Confirm = _ => throw new NotConfirmedException("the broker is away");

        (await Publisher().HandleAsync(Pressed.Stop(), Cancel)).ShouldBe(HandlerResult.Withhold());
    }

    [Fact]
    public async Task HandleAsync_Stopped_IsNotTurnedIntoAnAck()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        _sender.Confirm = cancel => Task.Delay(Timeout.Infinite, cancel);

        var handling = Publisher().HandleAsync(Pressed.Stop(), stop.Token).AsTask();
        await _sender.Pressed.ReadAsync(Cancel);
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(handling);
    }

    [Fact]
    public async Task HandleAsync_PresserIsNotAllowed_IsAckedUnsentCountedAndNamedOnceAnHour()
    {
        var dropped = Counter("dropped");
        _account.AllowFrom.Add("somebody");
        var publisher = Publisher();

        (await publisher.HandleAsync(Pressed.Stop(), Cancel)).ShouldBe(HandlerResult.Ok());
        (await publisher.HandleAsync(Pressed.Stop(), Cancel)).ShouldBe(HandlerResult.Ok());
        (await publisher.HandleAsync(Pressed.Stop("somebody"), Cancel)).ShouldBe(HandlerResult.Ok());

        (await _sender.Pressed.ReadAsync(Cancel)).Sender.Id.ShouldBe("somebody");
        _sender.Pressed.TryRead(out _).ShouldBeFalse();
        dropped.GetMeasurementSnapshot().Select(one => (one.Tags["reason"], one.Value)).ShouldBe([("allow list", 1L), ("allow list", 1L)]);
        _logger.Collector.GetSnapshot().Select(record => record.Message).ShouldBe(["Account main does not take a press of Manager01: not in allow_from"]);
    }

    [Fact]
    public async Task HandleAsync_CardOfSomebodyElse_IsAckedUnsentAndSaidAtDebug()
    {
        (await Publisher().HandleAsync(Pressed.Frame(card: "trk\nforged line"), Cancel)).ShouldBe(HandlerResult.Ok());

        _sender.Pressed.TryRead(out _).ShouldBeFalse();
        var record = _logger.Collector.GetSnapshot().ShouldHaveSingleItem();
        (record.Level, record.Message).ShouldBe((LogLevel.Debug, "Account main was told of a press on card trk forged line, which this bot did not make"));
    }

    [Fact]
    public async Task HandleAsync_UnknownButton_IsAckedUnsentSaidAndCounted()
    {
        var dropped = Counter("dropped");

        (await Publisher().HandleAsync(Pressed.Frame(new { secret = "words" }), Cancel)).ShouldBe(HandlerResult.Ok());

        _sender.Pressed.TryRead(out _).ShouldBeFalse();
        dropped.LastMeasurement!.Tags["reason"].ShouldBe("press");
        var record = _logger.Collector.GetSnapshot().ShouldHaveSingleItem();
        record.Message.ShouldNotContain("words");
    }

    private PressPublisher Publisher() => new(
        "main", new Live<AccountOptions>(() => _account), new MessageOutlet(_sender, Spool, Options.Create(_spool.Options), _time), Metrics, _time, _logger);

    private IntakeSpool Spool => field ??= _spool.Open();

    private IngressMetrics Metrics => field ??= new IngressMetrics(
        _services.GetRequiredService<IMeterFactory>(), new StreamLinks(Options.Create(new AccountsOptions())), Spool, _time);

    private MetricCollector<long> Counter(string name)
    {
        _ = Metrics;
        return new MetricCollector<long>(_services.GetRequiredService<IMeterFactory>(), IngressMetrics.MeterName, "picoclaw.ingress." + name);
    }

    private static int Count(MetricCollector<long> counter) => (int)counter.GetMeasurementSnapshot().Sum(measurement => measurement.Value);
}
