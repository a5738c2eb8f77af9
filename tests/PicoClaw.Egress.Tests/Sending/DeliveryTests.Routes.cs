using PicoClaw.Contracts;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Sending;

// Which route a reply takes, and that all of it arrives.
public abstract partial class DeliveryTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("cidGroup==")]
    public async Task SendAsync_FreshSession_GoesThroughTheWebhook(string? group)
    {
        var reply = (await HearAsync(group)).Say("# Result\n\n**fine**", "u1");

        await PutAndSendAsync(reply);

        var seen = (await DingTalk.RepliesAsync()).Single();
        (seen.Via, seen.Title, seen.App).ShouldBe(("webhook", "Result", "ding-main"));
        seen.Text.ShouldStartWith("# Result\n\n**fine**");
        seen.Text.ShouldEndWith("@u1", Case.Sensitive, "DingTalk highlights nobody whose id is not in the text");
        seen.AtUserIds.ShouldBe(["u1"]);
        seen.ConversationId.ShouldBe(reply.Conversation.Id);
        (await Egress.StateAsync(reply)).Status.ShouldBe("sent");
        (await DingTalk.StatAsync("tokensIssued")).ShouldBe(0);
    }

    [Fact]
    public async Task SendAsync_LongReplyWithMentions_OnlyTheLastPartMentions()
    {
        var text = string.Join("\n\n", Enumerable.Range(1, 3).Select(part => $"part {part} {new string('字', 3000)}"));

        await PutAndSendAsync((await HearAsync("cidGroup==")).Say(text, "u1", "u2"));

        var parts = await DingTalk.RepliesAsync();
        parts.Select(part => part.AtUserIds.Count).ShouldBe([0, 0, 2]);
        parts.Count(part => part.Text.Contains("@u1", StringComparison.Ordinal)).ShouldBe(1);
    }

    // A guest's id is encrypted: DingTalk would show it as it is.
    [Fact]
    public async Task SendAsync_MentionOfAGuest_IsLeftOut()
    {
        await PutAndSendAsync((await HearAsync("cidGroup==")).Say("text", "$:LWCP_v1:$guest", "u1"));

        var seen = (await DingTalk.RepliesAsync()).ShouldHaveSingleItem();
        seen.AtUserIds.ShouldBe(["u1"]);
        seen.Text.ShouldNotContain("LWCP");
    }

    [Fact]
    public async Task SendAsync_TitleGiven_IsShown()
    {
        var lane = await HearAsync();

        await PutAndSendAsync(lane.Say("text") with { Content = new MarkdownContent { Text = "text", Title = "**Given**" } });
        await PutAndSendAsync(lane.Say("text") with { Content = new MarkdownContent { Text = "text", Title = " " } });

        (await DingTalk.RepliesAsync()).Select(reply => reply.Title).ShouldBe(["Given", "text"]);
    }

    [Theory]
    [InlineData(null, 5339, "webhook")]
    [InlineData(null, 5340, "oto")]
    [InlineData("cidGroup==", 5339, "webhook")]
    [InlineData("cidGroup==", 5340, "group")]
    [InlineData("cidGroup==", 90_000, "group")]
    public async Task SendAsync_SixtySecondsBeforeTheStamp_TheRobotApiTakesOver(string? group, int seconds, string via)
    {
        var reply = (await HearAsync(group)).Say("late");
        Time.Advance(TimeSpan.FromSeconds(seconds));

        await PutAndSendAsync(reply);

        (await ViasAsync()).ShouldBe([via]);
        (await DingTalk.RepliesAsync()).Single().ConversationId.ShouldBe(reply.Conversation.Id);
    }

    [Theory]
    [InlineData(null, "oto")]
    [InlineData("cidGroup==", "group")]
    public async Task SendAsync_SessionGoneBeforeItsStamp_GoesThroughTheRobotApiInTheSameAttempt(string? group, string via)
    {
        var reply = (await HearAsync(group)).Say("late");
        await DingTalk.FaultAsync(new { expireSessions = true });

        await PutAndSendAsync(reply);

        (await ViasAsync()).ShouldBe([via]);
        (await Egress.StateAsync(reply)).Status.ShouldBe("sent");
    }

    [Fact]
    public async Task SendAsync_SessionGoneBetweenTwoParts_TheRestTakesTheOtherRoute()
    {
        var reply = (await HearAsync()).Say(LongText(3));
        Egress.Gate.HoldAnswer = request => request.RequestUri!.AbsolutePath == "/robot/sendBySession";
        var sending = PutAndSendAsync(reply);
        var first = await Egress.Gate.NextAsync();
        await DingTalk.FaultAsync(new { expireSessions = true });

        Egress.Gate.HoldAnswer = _ => false;
        first.Release();
        await sending;

        (await ViasAsync()).ShouldBe(["webhook", "oto", "oto"]);
        await ShouldBeCompleteAsync(reply);
    }

    [Fact]
    public async Task SendAsync_NoWebhookInTheMessage_GoesThroughTheRobotApi()
    {
        var (conversation, route) = await DingTalk.HearAsync(payload: new { sessionWebhook = (string?)null });

        await PutAndSendAsync(new TestLane(conversation, route, Time).Say("text"));

        (await ViasAsync()).ShouldBe(["oto"]);
    }

    // A dedicated DingTalk's, or a forged one.
    [Theory]
    [InlineData(null, "oto")]
    [InlineData("cidGroup==", "group")]
    public async Task SendAsync_WebhookOfAForeignHost_GoesThroughTheRobotApiAndTheLogSaysWhyOnce(string? group, string via)
    {
        var payload = new { sessionWebhook = "https://oapi.dingtalk-example.gov.cn/robot/sendBySession?session=1" };
        var (conversation, route) = await DingTalk.HearAsync(group: group, payload: payload);
        var lane = new TestLane(conversation, route, Time);

        await PutAndSendAsync(lane.Say("one"));
        await PutAndSendAsync(lane.Say("two"));

        (await ViasAsync()).ShouldBe([via, via]);
        var warning = Egress.Logs.GetSnapshot().Where(record => record.Id.Id == 422).ShouldHaveSingleItem();
        warning.Message.ShouldContain("oapi.dingtalk-example.gov.cn");
        warning.Message.ShouldNotContain("session=1");
    }

    [Fact]
    public async Task SendAsync_LongText_ArrivesInPartsInOrder()
    {
        var reply = (await HearAsync()).Say(LongText(5));

        await PutAndSendAsync(reply);

        (await DingTalk.TextsAsync()).Count.ShouldBe(5);
        await ShouldBeCompleteAsync(reply);
        (await Egress.StateAsync(reply)).PartsSent.ShouldBe(5);
    }

    [Fact]
    public async Task SendAsync_HalfACharacterInTheText_IsSentAllTheSame()
    {
        await PutAndSendAsync((await HearAsync()).Say("cut \ud83d" + new string('x', 9000)));

        (await DingTalk.TextsAsync()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task SendAsync_TokenRefused_IsSentWithANewOne()
    {
        var lane = await HearAsync();
        await DingTalk.FaultAsync(new { expireSessions = true });
        await PutAndSendAsync(lane.Say("first"));
        await DingTalk.FaultAsync(new { tokenInvalid = true });

        await PutAndSendAsync(lane.Say("second"));

        (await ViasAsync()).ShouldBe(["oto", "oto"]);
    }
}
