using PicoClaw.Contracts;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Sending;

// What is given up, with its reason.
public abstract partial class DeliveryTests
{
    [Fact]
    public async Task SendAsync_SessionGoneAndNoStaffId_FailsWithTheReason()
    {
        var (conversation, route) = await DingTalk.HearAsync(payload: new { senderStaffId = (string?)null });
        var reply = new TestLane(conversation, route, Time).Say("text");
        await DingTalk.FaultAsync(new { expireSessions = true });

        await PutAndSendAsync(reply);

        await ShouldHaveFailedAsync(reply, "every way back is closed");
    }

    [Fact]
    public async Task SendAsync_PermanentError_FailsWithTheReasonAndTheNextStillGoes()
    {
        var lane = await HearAsync();
        var (first, second) = (lane.Say("first"), lane.Say("second"));
        await DingTalk.FaultAsync(new { sendErrcode = 430101, count = 1 });
        await PutAndSendAsync(first);
        await PutAndSendAsync(second);

        (await DingTalk.TextsAsync()).ShouldBe(["second"]);
        await ShouldHaveFailedAsync(first, "430101", sent: 1);
    }

    [Fact]
    public async Task SendAsync_OneOfTheMergedIsRefused_TheOthersStillArrive()
    {
        var lane = await HearAsync();
        DeliverMessage[] replies = [lane.Say("good"), lane.Say("bad word"), lane.Say("fine")];
        Egress.Gate.Answer = request => BodyOf(request).Contains("bad word", StringComparison.Ordinal)
            ? new HttpResponseMessage { Content = new StringContent("""{"errcode":430102,"errmsg":"content"}""") }
            : null;

        await PutAndSendAsync(replies);

        (await DingTalk.TextsAsync()).ShouldBe(["good", "fine"]);
        await ShouldHaveFailedAsync(replies[1], "430102", sent: 2);
    }

    [Fact]
    public async Task SendAsync_AccountThatIsNotConfigured_FailsWithTheReason()
    {
        var (conversation, route) = await DingTalk.HearAsync();
        var reply = new TestLane(conversation with { Account = "gone" }, route, Time).Say("text");
        await Egress.PutAsync(reply);

        await Egress.SendDueAsync(await Egress.ClaimAsync("gone"));

        await ShouldHaveFailedAsync(reply, "\"gone\" is not configured");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n")]
    public async Task SendAsync_NothingToSay_FailsWithTheReason(string text)
    {
        var reply = (await HearAsync()).Say(text);

        await PutAndSendAsync(reply);

        await ShouldHaveFailedAsync(reply, "its text is empty");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"robotCode":"","isGroup":false,"userId":"u"}""")]
    [InlineData("""{"robotCode":"ding-main","isGroup":true,"openConversationId":""}""")]
    [InlineData("""{"robotCode":"ding-main","isGroup":false,"userId":""}""")]
    [InlineData("""{"robotCode":"ding-main","isGroup":false,"sessionWebhook":"/relative"}""")]
    [InlineData("""{"robotCode":"ding-main","isGroup":false,"sessionWebhook":"http://10.0.0.1/inner"}""")]
    public async Task SendAsync_UnreadableRoute_FailsWithAReason(string address)
    {
        var (conversation, _) = await DingTalk.HearAsync();
        var reply = new TestLane(conversation, new ReplyRoute { Address = address }, Time).Say("text");

        await PutAndSendAsync(reply);

        await ShouldHaveFailedAsync(reply, "");
    }

    [Fact]
    public async Task SendAsync_RowThatCannotBeRead_FailsWithAReason()
    {
        var reply = (await HearAsync()).Say("text");
        await Egress.PutAsync(reply);
        await Egress.Store.WriteAsync(session => session.ExecuteAsync("""UPDATE outbox SET body = replace(body, '"markdown"', '"hologram"')"""), Cancel);

        await SendDueAsync();

        await ShouldHaveFailedAsync(reply, "cannot be read");
    }

    [Theory]
    [InlineData("invalidStaffIdList")]
    [InlineData("filteredStaffIdList")]
    public async Task SendAsync_SuccessThatReachedNoOne_FailsWithTheReason(string list)
    {
        var reply = (await HearAsync()).Say("text");
        await DingTalk.FaultAsync(new { expireSessions = true });
        AnswerBatchSend($$"""{"processQueryKey":"k","{{list}}":["u1"]}""");

        await PutAndSendAsync(reply);

        await ShouldHaveFailedAsync(reply, "does not know the user u1");
    }

    [Fact]
    public async Task SendAsync_WebhookThatRedirects_IsNotFollowed()
    {
        await using var server = await RedirectingServer.StartAsync();
        await ReopenAsync(address: server.Address);
        var (conversation, _) = await DingTalk.HearAsync();
        var route = new ReplyRoute
        {
            Address = $$"""{"robotCode":"ding-main","isGroup":false,"sessionWebhook":"{{server.Address}}robot/sendBySession?session=1"}""",
        };
        var reply = new TestLane(conversation, route, Time).Say("text");

        await PutAndSendAsync(reply);

        await ShouldHaveFailedAsync(reply, "Redirects are not followed");
        server.Followed.ShouldBe(0);
    }

    [Fact]
    public async Task SendAsync_Failures_NeverLogTheWebhook()
    {
        var lane = await HearAsync();
        var (reply, session) = (lane.Say("the text"), lane.Session);
        await DingTalk.FaultAsync(new { failAfterDelivery = true });
        await PutAndSendAsync(reply);
        Time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();
        Time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        Egress.Logs.GetSnapshot().ShouldNotBeEmpty();
        Egress.Logs.GetSnapshot().ShouldAllBe(
            record => !record.Message.Contains(session) && !record.Message.Contains("the text") && !record.Message.Contains("secret-of"));
        (await Egress.StateAsync(reply)).Error.ShouldNotBeNull().ShouldNotContain(session);
    }

    [Fact]
    public async Task SendAsync_ChannelThatThisProcessDoesNotHave_FailsWithASentence()
    {
        var reply = TestLane.Unreachable(Time).Say("text");
        reply = reply with { Conversation = reply.Conversation with { Channel = "feishu" } };
        await Egress.PutAsync(reply);

        await Egress.SendDueAsync(await Egress.ClaimAsync(channel: "feishu"));

        await ShouldHaveFailedAsync(reply, "this egress has no channel \"feishu\"");
    }
}
