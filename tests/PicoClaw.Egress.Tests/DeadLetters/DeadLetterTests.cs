using PicoClaw.Contracts;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Hosting.DeadLetters;

namespace PicoClaw.Egress.Tests.DeadLetters;

/// <summary>Replies that were given up are listed, sent late and deleted.</summary>
public abstract class DeadLetterTests(bool onPostgres) : EgressTests(onPostgres)
{
    private IDeadLetters Letters => Egress.Get<IDeadLetters>();

    [Fact]
    public async Task ListAsync_FailedReply_HasItsReasonAndConversationButNoTextAndNoSession()
    {
        var lane = await HearAsync();
        var reply = lane.Say("private words");
        await FailAsync(reply);

        var letter = await SingleAsync();

        (letter.Kind, letter.Id, letter.Attempts).ShouldBe((DeadLetterKind.Delivery, reply.Id.ToString(), 1));
        letter.Conversation.ShouldBe($"dingtalk:main:{reply.Conversation.Id}");
        letter.Reason.ShouldContain("430101");
        letter.ToString().ShouldNotContain("private words");
        var shown = (await Letters.FindAsync(letter.Kind, letter.Id, Cancel)).ShouldNotBeNull();
        shown.Text.ShouldBe("private words");
        shown.ToString().ShouldNotContain("session");
    }

    [Theory]
    [InlineData("the answer", "(Late: this reply was written on January 1 at 08:00 and could not be delivered then. If you have seen it, please ignore it.)")]
    [InlineData("答案", "（补发：这条回复是 1 月 1 日 08:00 写好的，当时没能送达。如果已经看过，请忽略。）")]
    public async Task ReplayAsync_FailedReply_IsSentOnceAndSaysThatItIsLate(string text, string notice)
    {
        var lane = await HearAsync();
        await FailAsync(lane.Say(text));
        await PutAndSendAsync(lane.Say("next"));
        var letter = await SingleAsync();

        (await Letters.ReplayAsync(letter.Kind, letter.Id, Cancel)).ShouldBe(ReplayResult.Done);
        (await Letters.ReplayAsync(letter.Kind, letter.Id, Cancel)).ShouldBe(ReplayResult.Gone);
        await SendDueAsync();

        (await DingTalk.TextsAsync()).ShouldBe(["next", $"{notice}\n\n{text}"]);
        (await Letters.ListAsync(new DeadLetterFilter(), Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ReplayAsync_LongReply_IsSentWhole()
    {
        var lane = await HearAsync();
        var text = string.Join("\n\n", Enumerable.Range(0, 9000).Select(number => $"line {number}"));
        await FailAsync(lane.Say(text));
        var letter = await SingleAsync();

        (await Letters.ReplayAsync(letter.Kind, letter.Id, Cancel)).ShouldBe(ReplayResult.Done);
        await SendDueAsync();

        var sent = await DingTalk.TextsAsync();
        sent[0].ShouldStartWith("(Late");
        sent[0].ShouldContain("line 0\n");
        sent.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task PurgeAsync_FailedReply_IsGoneAndStaysKnown()
    {
        var lane = await HearAsync();
        var reply = lane.Say("text");
        await FailAsync(reply);
        var letter = await SingleAsync();

        (await Letters.PurgeAsync(letter.Kind, letter.Id, Cancel)).ShouldBeTrue();

        (await Letters.PurgeAsync(letter.Kind, letter.Id, Cancel)).ShouldBeFalse();
        (await Letters.ListAsync(new DeadLetterFilter(), Cancel)).ShouldBeEmpty();
        await PutAndSendAsync(reply, lane.Say("next"));
        (await DingTalk.TextsAsync()).ShouldBe(["next"]);
    }

    [Fact]
    public async Task ReplayAsync_CannotBeRead_StaysWithTheReason()
    {
        var lane = await HearAsync();
        await FailAsync(lane.Say("text"));
        await Egress.Store.WriteAsync(session => session.ExecuteAsync("UPDATE outbox SET body = '{'"), Cancel);
        var letter = await SingleAsync();

        (await Letters.ReplayAsync(letter.Kind, letter.Id, Cancel)).Problem.ShouldBe("This version cannot read it.");
        letter.Conversation.ShouldBe("dingtalk:main");
    }

    private async Task FailAsync(DeliverMessage reply)
    {
        await DingTalk.FaultAsync(new { sendErrcode = 430101, count = 1 });
        await PutAndSendAsync(reply);
    }

    private async Task<DeadLetter> SingleAsync() => (await Letters.ListAsync(new DeadLetterFilter(), Cancel)).ShouldHaveSingleItem();
}
