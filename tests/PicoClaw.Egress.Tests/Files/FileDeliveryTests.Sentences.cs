using System.Net;
using PicoClaw.Contracts;

namespace PicoClaw.Egress.Tests.Files;

// What cannot be sent becomes a sentence.
public abstract partial class FileDeliveryTests
{
    [Theory]
    [InlineData("data.csv", 10, "只接收 doc")]
    [InlineData("no extension", 10, "DingTalk takes only doc")]
    [InlineData("big.zip", (20 * 1024 * 1024) + 1, "larger than DingTalk's 20 MB")]
    [InlineData("empty.zip", 0, "没能交给钉钉")]
    public async Task File_ThatDingTalkDoesNotTake_IsASentenceAndNoCallMore(string name, int size, string sentence)
    {
        var lane = await HearAsync("cidGroup==");
        var reply = lane.Send(new FileContent { Blob = Blobs.Add(new byte[size], "application/octet-stream"), Name = name });

        await PutAndSendAsync(reply, lane.Say("after"));

        var seen = await DingTalk.RepliesAsync();
        seen[0].Text.ShouldContain($"`{name}`");
        seen[0].Text.ShouldContain(sentence);
        seen[1].Text.ShouldBe("after");
        (await Egress.StateAsync(reply)).Status.ShouldBe("sent");
        (await ApiCallsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task File_HostileName_StaysText()
    {
        var lane = await HearAsync();

        await PutAndSendAsync(
            lane.Send(new FileContent { Blob = Blobs.Add([1], "application/octet-stream"), Name = "`[click](https://evil.test)\u202E.exe" }));

        var text = (await DingTalk.TextsAsync()).Single();
        text.ShouldContain("`evil.test .exe`");
        text.ShouldNotContain("](");
    }

    [Fact]
    public async Task File_BytesAreGone_IsASentenceAndALine()
    {
        var file = File("a.pdf");
        Blobs.Remove(file.Blob);
        var reply = (await HearAsync()).Send(file);

        await PutAndSendAsync(reply);

        (await DingTalk.TextsAsync()).Single().ShouldContain("`a.pdf` 没有发出");
        (await Egress.StateAsync(reply)).Status.ShouldBe("sent");
        Egress.LogsOf(423).Single().Message.ShouldContain("no longer in the store of blobs");
    }

    [Fact]
    public async Task Picture_UploadIsRefused_TheSentenceComesWithItsCaption()
    {
        var reply = (await HearAsync()).Send(Image("a.png", caption: "the **caption**"));
        AnswerUpload("""{"errcode":40004,"errmsg":"不合法的文件类型"}""");

        await PutAndSendAsync(reply);

        var text = (await DingTalk.TextsAsync()).Single();
        text.ShouldStartWith("the **caption**");
        text.ShouldContain("`a.png`");
        (await Egress.StateAsync(reply)).Status.ShouldBe("sent");
        Egress.LogsOf(423).Single().Message.ShouldContain("不合法的文件类型");
    }

    [Fact]
    public async Task File_ItsMessageIsRefused_IsASentenceAndUploadedAgainNextTime()
    {
        var lane = await HearAsync();
        Egress.Gate.Answer = request => request.RequestUri!.AbsolutePath.EndsWith("batchSend", StringComparison.Ordinal)
            ? new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent("""{"code":"resource.not.found","message":"mediaId"}""") }
            : null;

        await PutAndSendAsync(lane.Send(File("a.pdf")));

        (await DingTalk.TextsAsync()).Single().ShouldContain("`a.pdf` 没有发出");
        (await CountAsync("media")).ShouldBe(0);
        Egress.Gate.Answer = _ => null;
        Time.Advance(TimeSpan.FromSeconds(1));
        await PutAndSendAsync(lane.Send(File("a.pdf")));
        (await DingTalk.RepliesAsync())[^1].Attachment!.Name.ShouldBe("a.pdf");
    }

    [Fact]
    public async Task File_MonthIsUsedUp_IsASentenceByWebhookAndAPictureThatDingTalkHasGoesOn()
    {
        await ReopenAsync("Egress:Limits:ApiCallsPerMonth", "1");
        var lane = await HearAsync("cidGroup==");

        await PutAndSendAsync(lane.Send(Image("a.png")), lane.Send(File("b.pdf")), lane.Send(Image("c.png")));

        var texts = await DingTalk.TextsAsync();
        texts[0].ShouldContain("![a.png](");
        texts[1].ShouldContain("`b.pdf` 没有发出");
        texts[2].ShouldContain("![c.png](");
        (await ApiCallsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task File_ToAGuestWithoutAnId_IsASentenceByWebhook()
    {
        var lane = await HearAsync(payload: new { senderStaffId = (string?)null });

        await PutAndSendAsync(lane.Send(File("a.pdf")));

        (await DingTalk.RepliesAsync()).Single().Text.ShouldContain("`a.pdf` 没有发出");
        (await ApiCallsAsync()).ShouldBe(0);
    }
}
