using System.Diagnostics.Metrics;
using DingTalk.Stream;
using DingTalk.Stream.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Hosting.Reloading;
using PicoClaw.Ingress.Links;
using PicoClaw.Ingress.Spool;
using PicoClaw.Ingress.Tests.Testing;

namespace PicoClaw.Ingress.Tests.Links;

public sealed class MessagePublisherTests : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeLogger<MessagePublisher> _logger = new();
    private readonly FakeSender _sender = new();
    private readonly SpoolBench _spool = new();
    private readonly FakeTimeProvider _time = new(Heard.Now);
    private readonly AccountOptions _account = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Spool.DisposeAsync();
        _spool.Dispose();
    }

    [Fact]
    public async Task HandleAsync_Message_IsAckedOnlyOnceItIsConfirmed()
    {
        var published = Counter("published");
        var confirmed = new TaskCompletionSource();
        _sender.Confirm = confirmed.Task.WaitAsync;

        var handling = Publisher().HandleAsync(Heard.Direct("hello"), Cancel).AsTask();
        var sent = await _sender.Sent.ReadAsync(Cancel);
        handling.IsCompleted.ShouldBeFalse();
        confirmed.SetResult();

        (await handling).ShouldBe(HandlerResult.Ok());
        sent.ShouldBe(Heard.Direct("hello").Map() with { Attachments = sent.Attachments });
        Count(published).ShouldBe(1);
    }

    [Fact]
    public async Task HandleAsync_NotConfirmedWithASpool_IsAckedFromDisk()
    {
        var (published, withheld, spooled) = (Counter("published"), Counter("withheld"), Counter("spool.appended"));
        _sender.Confirm = _ => throw new NotConfirmedException("the broker is away");

        (await Publisher().HandleAsync(Heard.Direct("hello"), Cancel)).ShouldBe(HandlerResult.Ok());

        (Count(published), Count(withheld), Count(spooled), Spool.Messages).ShouldBe((0, 0, 1, 1));
    }

    [Fact]
    public async Task HandleAsync_NotConfirmed_WithholdsTheAck()
    {
        _spool.Options.Directory = "";
        var (published, withheld) = (Counter("published"), Counter("withheld"));
        _sender.Confirm = _ => throw new NotConfirmedException("the broker is away");

        (await Publisher().HandleAsync(Heard.Direct("hello"), Cancel)).ShouldBe(HandlerResult.Withhold());

        // The sender logs the refusals once for all messages.
        (Count(withheld), Count(published)).ShouldBe((1, 0));
        _logger.LatestRecord.Level.ShouldBe(LogLevel.Debug);
        _logger.LatestRecord.Message.ShouldContain("the broker is away");
    }

    // The link does not answer a frame whose handler throws, so it comes again.
    [Fact]
    public async Task HandleAsync_SenderBreaks_IsNotTurnedIntoAnAck()
    {
        var published = Counter("published");
        _sender.Confirm = _ => throw new InvalidOperationException("a bug");

        await Should.ThrowAsync<InvalidOperationException>(async () => await Publisher().HandleAsync(Heard.Direct("hello"), Cancel));

        Count(published).ShouldBe(0);
    }

    [Fact]
    public async Task HandleAsync_Cancelled_IsNotTurnedIntoAnAck()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        _sender.Confirm = cancel => Task.Delay(Timeout.Infinite, cancel);

        var handling = Publisher().HandleAsync(Heard.Direct("hello"), stop.Token).AsTask();
        await _sender.Sent.ReadAsync(Cancel);
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(handling);
    }

    [Fact]
    public async Task HandleAsync_Filtered_IsAckedUnsentAndCountedWithItsReason()
    {
        var dropped = Counter("dropped");
        _account.AllowFrom.Add("somebody");

        (await Publisher().HandleAsync(Heard.Direct("hello"), Cancel)).ShouldBe(HandlerResult.Ok());

        _sender.Sent.TryRead(out _).ShouldBeFalse();
        var measurement = dropped.GetMeasurementSnapshot().ShouldHaveSingleItem();
        measurement.Tags.ShouldBe(new Dictionary<string, object?> { ["account"] = "main", ["reason"] = "allow list" }, ignoreOrder: true);
    }

    [Fact]
    public async Task HandleAsync_SenderNotAllowed_IsNamedInTheLogOnceAnHour()
    {
        _account.AllowFrom.Add("somebody");
        var publisher = Publisher();

        await publisher.HandleAsync(Heard.Direct("hello"), Cancel);
        await publisher.HandleAsync(Heard.Direct("hello"), Cancel);
        await publisher.HandleAsync(Heard.Direct("hello") with { SenderStaffId = "0123", SenderNick = "张伟\nforged line" }, Cancel);

        Informed().ShouldBe(
        [
            "Account main does not answer Manager01 (小王): not in allow_from",
            "Account main does not answer 0123 (张伟 forged line): not in allow_from",
        ]);
        _time.Advance(TimeSpan.FromHours(1));
        await publisher.HandleAsync(Heard.Direct("hello"), Cancel);
        Informed().Count.ShouldBe(3);
    }

    [Fact]
    public async Task HandleAsync_QuotaIsExhausted_TheOperatorIsWarnedAndEachPersonIsToldOnceAnHour()
    {
        var dropped = Counter("dropped");
        var notice = Heard.Direct("") with { Content = new QuotaExhaustedContent("the service is paused") };
        var publisher = Publisher();

        await publisher.HandleAsync(notice, Cancel);
        await publisher.HandleAsync(notice, Cancel);
        await publisher.HandleAsync(notice with { SenderStaffId = "another" }, Cancel);

        Told().ShouldBe([("Manager01", UnreadableContent.QuotaExhausted), ("another", UnreadableContent.QuotaExhausted)]);
        Count(dropped).ShouldBe(1);
        var warning = _logger.Collector.GetSnapshot().Where(record => record.Level == LogLevel.Warning).ShouldHaveSingleItem();
        warning.Message.ShouldContain("the service is paused");
    }

    [Fact]
    public async Task HandleAsync_OutsiderAsksForTheId_IsToldOnceAnHour()
    {
        _account.AllowFrom.Add("friend");
        var publisher = Publisher();
        string[] senders = ["0123", "0123", "0456", "friend", "friend"];

        foreach (var sender in senders)
        {
            await publisher.HandleAsync(Heard.Direct("/id@PicoClaw") with { SenderStaffId = sender }, Cancel);
        }

        Told().Select(told => told.Sender).ShouldBe(["0123", "0456", "friend", "friend"]);
        _time.Advance(TimeSpan.FromHours(1));
        await publisher.HandleAsync(Heard.Direct("/id") with { SenderStaffId = "0123" }, Cancel);
        Told().Count.ShouldBe(1);
    }

    [Fact]
    public async Task HandleAsync_QuotaNoticeWithoutASender_StillWarnsTheOperator()
    {
        await Publisher().HandleAsync(
            Heard.Direct("") with { Content = new QuotaExhaustedContent(null), SenderId = null, SenderStaffId = null }, Cancel);

        _logger.Collector.GetSnapshot().Select(record => record.Id.Id).ShouldBe([205, 201]);
    }

    // Otherwise the redelivered notice would count as a second one.
    [Fact]
    public async Task HandleAsync_QuotaNoticeIsNotConfirmed_IsSentWhenItComesAgain()
    {
        _spool.Options.Directory = "";
        var notice = Heard.Direct("") with { Content = new QuotaExhaustedContent(null) };
        var publisher = Publisher();
        _sender.Confirm = _ => throw new NotConfirmedException("the broker is away");
        await publisher.HandleAsync(notice, Cancel);
        _sender.Confirm = _ => Task.CompletedTask;

        (await publisher.HandleAsync(notice, Cancel)).ShouldBe(HandlerResult.Ok());

        Told().Count.ShouldBe(2);
    }

    [Fact]
    public async Task HandleAsync_Unmappable_IsAckedUnsentCountedAndLogged()
    {
        var unmapped = Counter("unmapped");

        (await Publisher().HandleAsync(Heard.Group("secret words") with { ConversationId = "" }, Cancel)).ShouldBe(HandlerResult.Ok());

        _sender.Sent.TryRead(out _).ShouldBeFalse();
        Count(unmapped).ShouldBe(1);
        _logger.LatestRecord.Level.ShouldBe(LogLevel.Warning);
        _logger.LatestRecord.Message.ShouldContain("msg1");
        _logger.LatestRecord.Message.ShouldNotContain("secret words");
    }

    [Fact]
    public async Task HandleAsync_AccountNamesARobot_ItIsInTheReplyRoute()
    {
        await Publisher().HandleAsync(Heard.Direct("hello"), Cancel);

        (await _sender.Sent.ReadAsync(Cancel)).ReplyRoute.Address.ShouldContain("\"robot\"");
    }

    private IReadOnlyList<string> Informed() =>
        [.. _logger.Collector.GetSnapshot().Where(record => record.Level == LogLevel.Information).Select(record => record.Message)];

    private List<(string Sender, UnreadableContent? Unreadable)> Told()
    {
        var told = new List<(string, UnreadableContent?)>();
        while (_sender.Sent.TryRead(out var message))
        {
            told.Add((message.Sender.Id, message.Unreadable));
        }

        return told;
    }

    private MessagePublisher Publisher() => new(
        "main",
        "robot",
        new Live<AccountOptions>(() => _account),
        new MessageOutlet(_sender, Spool, Options.Create(_spool.Options), _time),
        Metrics,
        _time,
        _logger);

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
