using MassTransit;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Contracts;
using PicoClaw.Egress.Markdown;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Egress.Tests;

/// <summary>The whole: a command on the bus becomes a message in DingTalk.</summary>
public sealed class DeliverMessageTests : IAsyncLifetime
{
    private readonly TestPlace _place = new(onPostgres: false);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private TestDingTalk _dingTalk = null!;
    private TestEgress _egress = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _dingTalk = await TestDingTalk.StartAsync(_time);
        _egress = await TestEgress.OpenAsync(_place, _time, _dingTalk.Address, builder =>
        {
            // The clock stands still, so no minute of a webhook would ever end.
            builder.Configuration["Egress:Limits:WebhookMessagesPerMinute"] = "0";
            builder.Services.AddBus(builder.Configuration, allowMemory: true);
        });
        await _egress.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _egress.DisposeAsync();
        await _dingTalk.DisposeAsync();
        await _place.DisposeAsync();
    }

    [Fact]
    public async Task SendAsync_ConfirmedTwice_IsInTheOutboxAndArrivesOnce()
    {
        var (conversation, route) = await _dingTalk.HearAsync();
        var reply = new TestThread(conversation, route, _time).Say("# 你好\n\nhello");
        _egress.Gate.HoldRequest = _ => true;

        await _egress.Get<IConfirmedSender>().SendAsync(Intakes.Egress, reply, Cancel);

        // Confirmed means committed, however long DingTalk takes.
        (await _egress.StateAsync(reply)).Status.ShouldBeOneOf("queued", "sending");
        await _egress.Get<IConfirmedSender>().SendAsync(Intakes.Egress, reply, Cancel);
        (await _egress.Gate.NextAsync()).Release();
        await _egress.UntilAsync("sent", reply);
        var seen = (await _dingTalk.RepliesAsync()).Single();
        (seen.Title, seen.Text, seen.ConversationId).ShouldBe(("你好", "# 你好\n\nhello", conversation.Id));
    }

    [Fact]
    public async Task SendAsync_ManyAtOnce_AllArrive()
    {
        var (conversation, route) = await _dingTalk.HearAsync();
        var thread = new TestThread(conversation, route, _time);
        var replies = Enumerable.Range(1, 50).Select(i => thread.Say($"{i}")).ToArray();

        await Task.WhenAll(replies.Select(reply => _egress.Get<IConfirmedSender>().SendAsync(Intakes.Egress, reply, Cancel)));
        await _egress.UntilAsync("sent", replies);

        (await _dingTalk.TextsAsync()).SelectMany(text => text.Split(MarkdownDialect.Separator)).ShouldBe(Enumerable.Range(1, 50).Select(i => $"{i}"));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    public async Task SendAsync_ReplyOfAnyLength_IsToldToWhoeverWatches(int length)
    {
        var told = new TaskCompletionSource<MessageDelivered>(TaskCreationOptions.RunContinuationsAsynchronously);
        var watching = _egress.Get<IBusControl>().ConnectReceiveEndpoint("watch", endpoint => endpoint.Handler<MessageDelivered>(context =>
        {
            told.TrySetResult(context.Message);
            return Task.CompletedTask;
        }));
        await watching.Ready.WaitAsync(Cancel);
        var (conversation, route) = await _dingTalk.HearAsync();
        var reply = new TestThread(conversation, route, _time).Say(new string('x', length));

        await _egress.Get<IConfirmedSender>().SendAsync(Intakes.Egress, reply, Cancel);

        var delivered = await told.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        (delivered.Id, delivered.Conversation).ShouldBe((reply.Id, reply.Conversation));
    }
}
