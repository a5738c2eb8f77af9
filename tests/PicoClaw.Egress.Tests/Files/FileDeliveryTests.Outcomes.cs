using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Pacing;
using PicoClaw.Hosting.DeadLetters;

namespace PicoClaw.Egress.Tests.Files;

// Retries, takeovers and outcomes that nobody saw.
public abstract partial class FileDeliveryTests
{
    [Fact]
    public async Task Upload_ProcessDiesBeforeItsEnd_IsRepeatedAndTheReplyIsInNoDoubt()
    {
        var reply = (await HearAsync()).Send(File("a.pdf"));
        await Egress.PutAsync(reply);
        var lease = await Egress.ClaimAsync();
        var row = (await Egress.HeadsAsync(lease)).Single();
        await Egress.Outbox.BeginAsync(lease, [row], "upload", Guid.NewGuid(), CallScope.Upload, "2026-01", Cancel);

        (await Egress.Outbox.RecoverAsync(lease, Cancel)).ShouldBeEmpty();

        (await Egress.StateAsync(reply)).Unknowns.ShouldBe(0);
        await Egress.SendDueAsync(lease);
        (await DingTalk.RepliesAsync()).Single().Attachment!.Name.ShouldBe("a.pdf");
    }

    [Fact]
    public async Task Upload_Done_TheNextProcessSendsAndUploadsNothing()
    {
        var reply = (await HearAsync()).Send(File("a.pdf"));
        await Egress.PutAsync(reply);
        var lease = await Egress.ClaimAsync();
        await Egress.AttemptAsync(lease, (await Egress.HeadsAsync(lease)).Single());
        (await CountAsync("media"), (await DingTalk.RepliesAsync()).Count).ShouldBe((1, 0));
        await Egress.Lanes.HandBackAsync(lease, Cancel);

        await ReopenAsync();
        Blobs.IsAway = true;
        await SendDueAsync();

        (await DingTalk.RepliesAsync()).Single().Attachment!.Name.ShouldBe("a.pdf");
        (await CountAsync("call WHERE api = 'upload'")).ShouldBe(1);
    }

    [Fact]
    public async Task Send_OutcomeIsUnknown_IsRepeatedByTheSameWayWithoutAnotherUpload()
    {
        var reply = (await HearAsync("cidGroup==")).Send(Image("a.png"));
        await DingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await PutAndSendAsync(reply);
        (await Egress.StateAsync(reply)).Unknowns.ShouldBe(1);

        Time.Advance(TimeSpan.FromSeconds(2));
        await SendDueAsync();

        var texts = await DingTalk.TextsAsync();
        texts.Count.ShouldBe(2);
        texts[1].ShouldBe(texts[0]);
        (await CountAsync("call WHERE api = 'upload'")).ShouldBe(1);
    }

    [Fact]
    public async Task Upload_AfterASendOfUnknownOutcome_KeepsTheWayOfThatSend()
    {
        var reply = (await HearAsync("cidGroup==")).Send(Image("a.png"));
        await DingTalk.FaultAsync(new { failAfterDelivery = true, count = 1 });
        await PutAndSendAsync(reply);
        await Egress.Store.WriteAsync(session => session.ExecuteAsync("DELETE FROM media"), Cancel);
        Time.Advance(TimeSpan.FromSeconds(2));
        var lease = await Egress.ClaimAsync();

        await Egress.AttemptAsync(lease, (await Egress.HeadsAsync(lease)).Single());

        (await CountAsync("call WHERE api = 'upload'")).ShouldBe(2);
        (await Egress.StateAsync(reply)).Via.ShouldBe("webhook");
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, """{"errcode":90018,"errmsg":"too fast"}""")]
    [InlineData(HttpStatusCode.OK, """{"errcode":-1,"errmsg":"busy"}""")]
    [InlineData(HttpStatusCode.OK, """{"errcode":77777,"errmsg":"unlisted"}""")]
    [InlineData(HttpStatusCode.BadGateway, "<html>")]
    [InlineData(HttpStatusCode.OK, "{}")]
    public async Task Upload_FailsForNow_IsTriedAgainAndTheFileIsSentOnce(HttpStatusCode status, string body)
    {
        var reply = (await HearAsync()).Send(File("a.pdf"));
        AnswerUpload(body, status);
        await PutAndSendAsync(reply);
        var state = await Egress.StateAsync(reply);
        (state.Status, state.Unknowns).ShouldBe(("queued", 0));
        Egress.Gate.Answer = _ => null;

        Time.Advance(TimeSpan.FromMinutes(2));
        await SendDueAsync();

        (await DingTalk.RepliesAsync()).Single().Attachment!.Name.ShouldBe("a.pdf");
    }

    [Fact]
    public async Task Upload_ServersFail_StopsTheAccount()
    {
        AnswerUpload("<html>", HttpStatusCode.BadGateway);

        await PutAndSendAsync((await HearAsync()).Send(File("a.pdf")));

        Egress.Get<AccountStates>().Of("dingtalk:main").Outage.IsStopped.ShouldBeTrue();
    }

    [Fact]
    public async Task Upload_IsSlowAgainAndAgain_IsASentenceAndDoesNotStopTheAccount()
    {
        var reply = (await HearAsync()).Send(File("a.pdf"));
        AnswerUpload("{}");
        await Egress.PutAsync(reply);

        foreach (var _ in Enumerable.Range(0, 4))
        {
            await SendDueAsync();
            Egress.Get<AccountStates>().Of("dingtalk:main").Outage.IsStopped.ShouldBeFalse();
            Time.Advance(TimeSpan.FromMinutes(1));
        }

        await SendDueAsync();
        (await DingTalk.TextsAsync()).Single().ShouldContain("`a.pdf` 没有发出");
    }

    [Fact]
    public async Task Upload_StoreOfBlobsIsAway_WaitsAndOtherConversationsGoOn()
    {
        var (file, text) = ((await HearAsync()).Send(File("a.pdf")), (await HearAsync("cidGroup==")).Say("text"));
        Blobs.IsAway = true;

        await PutAndSendAsync(file, text);

        (await DingTalk.TextsAsync()).ShouldBe(["text"]);
        (await Egress.StateAsync(file)).Status.ShouldBe("queued");
        Egress.Get<AccountStates>().Of("dingtalk:main").Outage.IsStopped.ShouldBeFalse();
        (await ApiCallsAsync()).ShouldBe(0, "nothing was called");
        Blobs.IsAway = false;
        Time.Advance(TimeSpan.FromMinutes(1));
        await SendDueAsync();
        (await DingTalk.RepliesAsync())[^1].Attachment!.Name.ShouldBe("a.pdf");
    }

    [Fact]
    public async Task Replay_OfAPictureThatFailed_SaysThatItIsLate()
    {
        var reply = (await HearAsync()).Send(Image("a.png", caption: "caption"));
        await Egress.PutAsync(reply);
        var lease = await Egress.ClaimAsync();
        await Egress.EndAsync(lease, (await Egress.HeadsAsync(lease)).Single(), RowChange.Failed("it failed"));
        await Egress.Lanes.HandBackAsync(lease, Cancel);
        var letters = Egress.Services.GetServices<IDeadLetterSource>().Single(source => source.Kind == DeadLetterKind.Delivery);
        (await letters.FindAsync($"{reply.Id}", Cancel))!.Text.ShouldStartWith("[picture a.png image/png, 14 bytes, blob ");

        (await letters.ReplayAsync($"{reply.Id}", Cancel)).Problem.ShouldBeNull();
        await SendDueAsync();

        var text = (await DingTalk.TextsAsync()).Single();
        text.ShouldStartWith("(Late: ");
        text.ShouldContain("caption\n\n![a.png](");
    }
}
