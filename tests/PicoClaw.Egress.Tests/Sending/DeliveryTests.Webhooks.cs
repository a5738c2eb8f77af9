using PicoClaw.Contracts;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Channels.DingTalk;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Sending;

// The webhook's limit: every message brings a new webhook, and DingTalk counts them together.
public abstract partial class DeliveryTests
{
    [Theory]
    [InlineData("RobotAndConversation", 20, 40)]
    [InlineData("Robot", 20, 20)]
    [InlineData("Webhook", 22, 44)]
    public async Task SendAsync_EachReplyHasAWebhookOfItsOwn_TheLimitBindsByWhatDingTalkCounts(string key, int ofOne, int ofBoth)
    {
        await ReopenAsync("Egress:Limits:WebhookLimitBy", key);
        Egress.Gate.Answer = _ => new HttpResponseMessage { Content = new StringContent("""{"errcode":0}""") };

        await SendEachAsync("cidOne==");
        (await Egress.CountAsync("sent")).ShouldBe(ofOne);
        await SendEachAsync("cidTwo==");
        (await Egress.CountAsync("sent")).ShouldBe(ofBoth);
    }

    [Fact]
    public async Task SendAsync_WebhookWindowIsFull_WaitsForItMergesMeanwhileAndCostsNoApiCall()
    {
        await SendEachAsync("cidOne==");

        Time.Advance(TimeSpan.FromSeconds(60));
        await SendDueAsync();

        var replies = await DingTalk.RepliesAsync();
        replies.Count.ShouldBe(21);
        replies[^1].Text.ShouldContain("reply 21");
        replies[^1].Text.ShouldContain("reply 22");
        replies.ShouldAllBe(reply => reply.Via == "webhook");
        (await DingTalk.StatAsync("throttled")).ShouldBe(0, "the emulator counts the same way by default");
    }

    [Fact]
    public async Task RecentAsync_CallsByDifferentWebhooks_AreCountedTogetherAfterATakeover()
    {
        await SendEachAsync("cidOne==");
        var state = Egress.Get<AccountStates>().Of("dingtalk:other");
        var lease = await Egress.ClaimAsync();

        state.Pacer.Adopt(await Egress.Get<CallTable>().RecentAsync(lease, TimeSpan.FromMinutes(1), Cancel));

        var (_, route) = await DingTalk.HearAsync(group: "cidOne==");
        Egress.Get<IChannel>().TryCompose(Reply(route), out var reply, out _).ShouldBeTrue();
        var scope = Egress.Get<IChannel>().ScopeOf(reply, DingTalkRoutes.Webhook);
        state.Pacer.Wait(scope).ShouldBe(TimeSpan.FromSeconds(60));

        DeliverMessage Reply(ReplyRoute to) => new TestLane(
            new Conversation { Channel = "dingtalk", Account = "main", Id = "cidOne==", Kind = ConversationKind.Group }, to, Time).Say("text");
    }

    [Fact]
    public async Task SendAsync_ThrottleAnswer_RestsAllWebhooksThatAreCountedWithIt()
    {
        await DingTalk.FaultAsync(new { sendErrcode = 130101, count = 1 });
        var (one, two) = (await HearAsync("cidOne=="), await HearAsync("cidOne=="));
        await PutAndSendAsync(one.Say("first"));
        await PutAndSendAsync(two.Say("another thread of the group, another webhook"));

        (await DingTalk.TextsAsync()).ShouldBeEmpty();
        Time.Advance(TimeSpan.FromSeconds(60));
        await SendDueAsync();
        (await DingTalk.TextsAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task SendAsync_MergedCallIsRefusedByAnUnlistedCode_InTheEndEachIsTriedAlone()
    {
        var lane = await HearAsync();
        DeliverMessage[] replies = [lane.Say("good"), lane.Say("odd"), lane.Say("fine")];
        Egress.Gate.Answer = request => BodyOf(request).Contains("odd", StringComparison.Ordinal)
            ? new HttpResponseMessage { Content = new StringContent("""{"errcode":999999,"errmsg":"new"}""") }
            : null;
        await PutAndSendAsync(replies);
        foreach (var seconds in new[] { 5, 10, 20 })
        {
            Time.Advance(TimeSpan.FromSeconds(seconds));
            await SendDueAsync();
        }

        (await DingTalk.TextsAsync()).ShouldBe(["good", "fine"]);
        await ShouldHaveFailedAsync(replies[1], "999999", sent: 2);
    }

    /// <summary>22 replies to a group one after another, each to a message of its own.</summary>
    private async Task SendEachAsync(string group)
    {
        TestLane? lane = null;
        for (var number = 1; number <= 22; number++)
        {
            var (conversation, route) = await DingTalk.HearAsync(group: group);
            lane ??= new TestLane(conversation, route, Time);
            await PutAndSendAsync(lane.Say($"reply {number}") with { ReplyRoute = route });
        }
    }
}
