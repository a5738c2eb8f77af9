using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Ingress.Spool;
using PicoClaw.Ingress.Tests.Testing;
using static PicoClaw.Ingress.Tests.Testing.SpoolBench;

namespace PicoClaw.Ingress.Tests.Spool;

public sealed class MessageOutletTests : IAsyncDisposable
{
    private readonly SpoolBench _bench = new();
    private readonly FakeSender _sender = new();
    private readonly FakeTimeProvider _time = new();
    private readonly IntakeSpool _spool;
    private readonly MessageOutlet _outlet;

    public MessageOutletTests()
    {
        _spool = _bench.Open();
        _outlet = new MessageOutlet(_sender, _spool, Options.Create(_bench.Options), _time);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _spool.DisposeAsync();
        _bench.Dispose();
    }

    [Fact]
    public async Task Send_BrokerConfirms_WritesNothing()
    {
        foreach (var number in Enumerable.Range(0, 50))
        {
            (await _outlet.SendAsync(Message($"{number}"), Cancel)).ShouldBeTrue();
        }

        _bench.Files().ShouldBeEmpty();
        _bench.Logged.ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_NoConfirmationWithinASecond_GoesToTheSpoolAndTheSendIsGivenUp()
    {
        var isGivenUp = false;
        _sender.Confirm = async cancel =>
        {
            await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            isGivenUp = true;
            cancel.ThrowIfCancellationRequested();
        };
        var sending = _outlet.SendAsync(Message("one"), Cancel);
        await _sender.Sent.ReadAsync(Cancel);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        sending.IsCompleted.ShouldBeFalse();

        _time.Advance(TimeSpan.FromMilliseconds(1));

        (await sending).ShouldBeFalse();
        isGivenUp.ShouldBeTrue();
        _spool.Messages.ShouldBe(1);
        _bench.Logged.ShouldBe([206]);
    }

    [Fact]
    public async Task Send_ConversationIsInTheSpool_FollowsAlthoughTheBrokerWorks()
    {
        await _spool.AppendAsync(Message("one", "cid1", 1), Cancel);

        (await _outlet.SendAsync(Message("two", "cid1", 2), Cancel)).ShouldBeFalse();
        (await _outlet.SendAsync(Message("other", "cid2"), Cancel)).ShouldBeTrue();

        (await _sender.Sent.ReadAsync(Cancel)).Text.ShouldBe("other");
        (await DrainAsync(_spool, Cancel)).ShouldBe(["one", "two"]);
        (await _outlet.SendAsync(Message("three", "cid1", 3), Cancel)).ShouldBeTrue();
    }

    // Otherwise each conversation would wait a second, and with a hundred of them no handler would be left.
    [Fact]
    public async Task Send_BrokerIsKnownToBeAway_OtherConversationsDoNotTryIt()
    {
        _sender.Confirm = _ => throw new NotConfirmedException("away");
        await _outlet.SendAsync(Message("one", "cid1"), Cancel);
        await _sender.Sent.ReadAsync(Cancel);

        (await _outlet.SendAsync(Message("two", "cid2"), Cancel)).ShouldBeFalse();

        _sender.Sent.TryRead(out _).ShouldBeFalse();
        _sender.Confirm = _ => Task.CompletedTask;
        await DrainAsync(_spool, Cancel);
        (await _outlet.SendAsync(Message("three", "cid2"), Cancel)).ShouldBeTrue();
    }

    [Fact]
    public async Task Send_AppendHasNotEnded_TheNextOfTheConversationFollowsIt()
    {
        var first = _spool.AppendAsync(Message("one", second: 1), Cancel);

        (await _outlet.SendAsync(Message("two", second: 2), Cancel)).ShouldBeFalse();

        await first;
        (await DrainAsync(_spool, Cancel)).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task Send_HandlerIsCancelled_IsNeitherSpooledNorSwallowed()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        _sender.Confirm = cancel => Task.Delay(Timeout.Infinite, cancel);
        var sending = _outlet.SendAsync(Message("one"), stop.Token);
        await _sender.Sent.ReadAsync(Cancel);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(sending);
        _spool.Messages.ShouldBe(0);
    }
}
