using System.Threading.Channels;
using MassTransit;
using Microsoft.Extensions.Hosting;
using PicoClaw.Contracts;
using PicoClaw.Egress.Channels.DingTalk.Markdown;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Egress.Tests;

/// <summary>End to end: a command on the bus becomes a message in DingTalk.</summary>
public sealed class DeliverMessageTests() : EgressTests(onPostgres: false)
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await Egress.StartAsync();
    }

    [Fact]
    public async Task SendAsync_ConfirmedTwice_IsInTheOutboxAndArrivesOnce()
    {
        var (conversation, route) = await DingTalk.HearAsync();
        var reply = new TestLane(conversation, route, Time).Say("# 你好\n\nhello");
        Egress.Gate.HoldRequest = _ => true;

        await Egress.Get<IConfirmedSender>().SendAsync(Intakes.Egress, reply, Cancel);

        // Confirmed means committed, however long DingTalk takes.
        (await Egress.StateAsync(reply)).Status.ShouldBeOneOf("queued", "sending");
        await Egress.Get<IConfirmedSender>().SendAsync(Intakes.Egress, reply, Cancel);
        (await Egress.Gate.NextAsync()).Release();
        await Egress.UntilAsync("sent", reply);
        var seen = (await DingTalk.RepliesAsync()).Single();
        (seen.Title, seen.Text, seen.ConversationId).ShouldBe(("你好", "# 你好\n\nhello", conversation.Id));
    }

    [Fact]
    public async Task SendAsync_ManyAtOnce_AllArrive()
    {
        var (conversation, route) = await DingTalk.HearAsync();
        var lane = new TestLane(conversation, route, Time);
        var replies = Enumerable.Range(1, 50).Select(i => lane.Say($"{i}")).ToArray();

        await Task.WhenAll(replies.Select(reply => Egress.Get<IConfirmedSender>().SendAsync(Intakes.Egress, reply, Cancel)));
        await Egress.UntilAsync("sent", replies);

        (await DingTalk.TextsAsync()).SelectMany(text => text.Split(MarkdownDialect.Separator)).ShouldBe(Enumerable.Range(1, 50).Select(i => $"{i}"));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    public async Task SendAsync_ReplyOfAnyLength_IsPublished(int length)
    {
        var told = await WatchAsync();
        var (conversation, route) = await DingTalk.HearAsync();
        var reply = new TestLane(conversation, route, Time).Say(new string('x', length));

        await Egress.Get<IConfirmedSender>().SendAsync(Intakes.Egress, reply, Cancel);

        var delivered = await told.ReadAsync(Cancel);
        (delivered.Id, delivered.Conversation, delivered.DeliveryKey).ShouldBe((reply.Id, reply.Conversation, null));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("cidTeam==")]
    public async Task SendAsync_RepliesByTheApi_ArePublishedWithTheKeyThatDingTalkGave(string? group)
    {
        var told = await WatchAsync();
        var (conversation, route) = await DingTalk.HearAsync(group: group);
        var lane = new TestLane(conversation, route with { ExpiresAt = Time.GetUtcNow() }, Time);

        await Egress.Get<IConfirmedSender>().SendAsync(Intakes.Egress, lane.Say("one"), Cancel);
        var first = await told.ReadAsync(Cancel);
        await Egress.Get<IConfirmedSender>().SendAsync(Intakes.Egress, lane.Say("two"), Cancel);
        var second = await told.ReadAsync(Cancel);

        var shown = await DingTalk.RepliesAsync();
        shown.Select(reply => reply.Text).ShouldBe(["one", "two"]);
        shown.Select(reply => reply.ProcessQueryKey).ShouldBe([first.DeliveryKey.ShouldNotBeNull(), second.DeliveryKey]);
    }

    [Fact]
    public async Task SendAsync_MergedReplies_ShareTheKey()
    {
        var told = await WatchAsync();
        var (conversation, route) = await DingTalk.HearAsync();
        var lane = new TestLane(conversation, route with { ExpiresAt = Time.GetUtcNow() }, Time);
        Egress.Gate.HoldRequest = request => request.RequestUri!.AbsolutePath == "/v1.0/robot/oToMessages/batchSend";
        await Egress.Get<IConfirmedSender>().SendAsync(Intakes.Egress, lane.Say("one"), Cancel);
        var held = await Egress.Gate.NextAsync();

        await Egress.Get<IConfirmedSender>().SendAsync(Intakes.Egress, lane.Say("two"), Cancel);
        await Egress.Get<IConfirmedSender>().SendAsync(Intakes.Egress, lane.Say("three"), Cancel);
        Egress.Gate.HoldRequest = _ => false;
        held.Release();

        var keys = new List<string?> { (await told.ReadAsync(Cancel)).DeliveryKey, (await told.ReadAsync(Cancel)).DeliveryKey };
        keys.Add((await told.ReadAsync(Cancel)).DeliveryKey);
        keys[1].ShouldNotBe(keys[0]);
        keys[2].ShouldBe(keys[1]);
        (await DingTalk.RepliesAsync()).Select(reply => reply.ProcessQueryKey).ShouldBe(keys.Distinct());
    }

    private async Task<ChannelReader<MessageDelivered>> WatchAsync()
    {
        var told = Channel.CreateBounded<MessageDelivered>(10);
        var watching = Egress.Get<IBusControl>().ConnectReceiveEndpoint(
            "watch", endpoint => endpoint.Handler<MessageDelivered>(context => told.Writer.WriteAsync(context.Message, context.CancellationToken).AsTask()));
        await watching.Ready.WaitAsync(Cancel);
        return told.Reader;
    }

    private protected override void Configure(IHostApplicationBuilder builder)
    {
        // The clock stands still, so no minute of a webhook would ever end.
        builder.Configuration["Egress:Limits:WebhookMessagesPerMinute"] = "0";
        builder.Services.AddBus(builder.Configuration, allowMemory: true);
    }
}
