using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Messaging.Sending;

namespace PicoClaw.Hosting.Tests.Messaging.Broadcasts;

public sealed class ProgressPublisherTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Channel<(ReplyProgress Progress, TaskCompletionSource Confirm)> _sent =
        Channel.CreateBounded<(ReplyProgress, TaskCompletionSource)>(10_000);

    private readonly ProgressPublisher _publisher;

    public ProgressPublisherTests() => _publisher = new ProgressPublisher(
        (progress, _) =>
        {
            var confirm = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _sent.Writer.TryWrite((progress, confirm)).ShouldBeTrue();
            return confirm.Task;
        },
        new ProgressMetrics(_services.GetRequiredService<IMeterFactory>()),
        _time,
        NullLogger<ProgressPublisher>.Instance);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _publisher.StopAsync(CancellationToken.None);
        _publisher.Dispose();
        await _services.DisposeAsync();
    }

    [Fact(Timeout = 180_000)]
    public async Task Publish_BrokerHoldsOneUp_OnlyTheNewestFollows()
    {
        await _publisher.StartAsync(Cancel);
        var reply = Guid.NewGuid();
        Publish(reply, number: 1);
        var (first, confirm) = await SentAsync();
        for (var number = 2; number <= 100; number++)
        {
            Publish(reply, number);
        }

        // A late one, and one of a start that is over.
        Publish(reply, number: 50);
        Publish(reply, number: 900, attempt: 0);
        confirm.SetResult();

        (first.Number, (await SentAsync()).Progress.Number).ShouldBe((1, 100));
    }

    [Fact(Timeout = 180_000)]
    public async Task Publish_TurnIsStartedAgain_ItsFirstProgressIsTheNewest()
    {
        var reply = Guid.NewGuid();
        Publish(reply, number: 80);
        Publish(reply, number: 1, attempt: 2);

        await _publisher.StartAsync(Cancel);

        (await SentAsync()).Progress.Attempt.ShouldBe(2);
    }

    [Fact(Timeout = 180_000)]
    public async Task Publish_BrokerDoesNotConfirm_TheNextIsTriedAfterAWhile()
    {
        await _publisher.StartAsync(Cancel);
        Publish(Guid.NewGuid(), number: 1);
        await SentAsync();
        var other = Guid.NewGuid();
        Publish(other, number: 1);

        // Its deadline was set before it was sent.
        _time.Advance(TimeSpan.FromSeconds(2));

        (await SentAsync()).Progress.ReplyId.ShouldBe(other);
    }

    [Fact(Timeout = 180_000)]
    public async Task Publish_MoreRepliesThanAreKept_TheRestAreLost()
    {
        for (var reply = 0; reply < 1100; reply++)
        {
            Publish(Guid.NewGuid(), number: reply);
        }

        await _publisher.StartAsync(Cancel);
        for (var number = 0; number < 1000; number++)
        {
            var (progress, confirm) = await SentAsync();
            progress.Number.ShouldBe(number);
            confirm.SetResult();
        }

        var later = Guid.NewGuid();
        Publish(later, number: 1);
        (await SentAsync()).Progress.ReplyId.ShouldBe(later);
    }

    [Fact(Timeout = 180_000)]
    public async Task Publish_HasWaitedForLong_IsNotSent()
    {
        Publish(Guid.NewGuid(), number: 1);
        _time.Advance(TimeSpan.FromSeconds(6));
        var fresh = Guid.NewGuid();
        Publish(fresh, number: 1);

        await _publisher.StartAsync(Cancel);

        (await SentAsync()).Progress.ReplyId.ShouldBe(fresh);
    }

    private void Publish(Guid reply, long number, int attempt = 1) =>
        _publisher.Publish(Reports.Progress(reply, number, attempt: attempt) with { CreatedAt = _time.GetUtcNow() });

    private ValueTask<(ReplyProgress Progress, TaskCompletionSource Confirm)> SentAsync() => _sent.Reader.ReadAsync(Cancel);
}
