using PicoClaw.Contracts;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Outbox;

// What is given up, with its reason.
public abstract partial class DeliveryTests
{
    [Fact]
    public async Task SendAsync_SessionGoneAndNoStaffId_FailsWithTheReason()
    {
        var (conversation, route) = await _dingTalk.HearAsync(payload: new { senderStaffId = (string?)null });
        var reply = new TestThread(conversation, route, _time).Say("text");
        await _dingTalk.FaultAsync(new { expireSessions = true });

        await PutAndSendAsync(reply);

        await ShouldHaveFailedAsync(reply, "every road back is closed");
    }

    [Fact]
    public async Task SendAsync_PermanentError_FailsWithTheReasonAndTheNextStillGoes()
    {
        var thread = await HearAsync();
        var (first, second) = (thread.Say("first"), thread.Say("second"));
        await _dingTalk.FaultAsync(new { sendErrcode = 430101, count = 1 });
        await PutAndSendAsync(first);
        await PutAndSendAsync(second);

        (await _dingTalk.TextsAsync()).ShouldBe(["second"]);
        await ShouldHaveFailedAsync(first, "430101", sent: 1);
    }

    [Fact]
    public async Task SendAsync_OneOfTheMergedIsRefused_TheOthersStillArrive()
    {
        var thread = await HearAsync();
        DeliverMessage[] replies = [thread.Say("good"), thread.Say("bad word"), thread.Say("fine")];
        _egress.Gate.Answer = request => BodyOf(request).Contains("bad word", StringComparison.Ordinal)
            ? new HttpResponseMessage { Content = new StringContent("""{"errcode":430102,"errmsg":"content"}""") }
            : null;

        await PutAndSendAsync(replies);

        (await _dingTalk.TextsAsync()).ShouldBe(["good", "fine"]);
        await ShouldHaveFailedAsync(replies[1], "430102", sent: 2);
    }

    [Fact]
    public async Task SendAsync_AccountThatIsNotConfigured_FailsWithTheReason()
    {
        var (conversation, route) = await _dingTalk.HearAsync();
        var reply = new TestThread(conversation with { Account = "gone" }, route, _time).Say("text");
        await _egress.PutAsync(reply);

        await _egress.SendDueAsync(await _egress.ClaimAsync("gone"));

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
    public async Task SendAsync_RouteThatNobodyCanRead_FailsWithAReason(string address)
    {
        var (conversation, _) = await _dingTalk.HearAsync();
        var reply = new TestThread(conversation, new ReplyRoute { Address = address }, _time).Say("text");

        await PutAndSendAsync(reply);

        await ShouldHaveFailedAsync(reply, "");
    }

    [Fact]
    public async Task SendAsync_RowThatCannotBeRead_FailsWithAReason()
    {
        var reply = (await HearAsync()).Say("text");
        await _egress.PutAsync(reply);
        await _egress.Store.WriteAsync(session => session.ExecuteAsync("""UPDATE outbox SET body = replace(body, '"markdown"', '"hologram"')"""), Cancel);

        await SendDueAsync();

        await ShouldHaveFailedAsync(reply, "cannot be read");
    }

    [Theory]
    [InlineData("invalidStaffIdList")]
    [InlineData("filteredStaffIdList")]
    public async Task SendAsync_SuccessThatReachedNobody_FailsWithTheReason(string list)
    {
        var reply = (await HearAsync()).Say("text");
        await _dingTalk.FaultAsync(new { expireSessions = true });
        AnswerBatchSend($$"""{"processQueryKey":"k","{{list}}":["u1"]}""");

        await PutAndSendAsync(reply);

        await ShouldHaveFailedAsync(reply, "does not know the user u1");
    }

    [Fact]
    public async Task SendAsync_WebhookThatRedirects_IsNotFollowed()
    {
        await using var server = await RedirectingServer.StartAsync();
        await _egress.DisposeAsync();
        _egress = await TestEgress.OpenAsync(_place, _time, server.Address);
        var (conversation, _) = await _dingTalk.HearAsync();
        var route = new ReplyRoute { Address = $$"""{"robotCode":"ding-main","isGroup":false,"sessionWebhook":"{{server.Address}}robot/sendBySession?session=1"}""" };
        var reply = new TestThread(conversation, route, _time).Say("text");

        await PutAndSendAsync(reply);

        await ShouldHaveFailedAsync(reply, "Redirects are not followed");
        server.Followed.ShouldBe(0);
    }

    [Fact]
    public async Task SendAsync_Failures_NeverLogTheWebhook()
    {
        var thread = await HearAsync();
        var (reply, session) = (thread.Say("the text"), thread.Session);
        await _dingTalk.FaultAsync(new { failAfterDelivery = true });
        await PutAndSendAsync(reply);
        _time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();
        _time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        _egress.Logs.GetSnapshot().ShouldNotBeEmpty();
        _egress.Logs.GetSnapshot().ShouldAllBe(record => !record.Message.Contains(session) && !record.Message.Contains("the text") && !record.Message.Contains("secret-of"));
        (await _egress.StateAsync(reply)).Error.ShouldNotBeNull().ShouldNotContain(session);
    }
}
