using System.Net;
using System.Text;
using PicoClaw.Contracts;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Files;

/// <summary>Replies that are files: uploaded, then sent, one attempt at a time against the emulator.</summary>
public abstract partial class FileDeliveryTests(bool onPostgres) : EgressTests(onPostgres)
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Encoding.ASCII.GetBytes("pixels")];
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7 page");

    private TestBlobs Blobs => Egress.Get<TestBlobs>();

    [Fact]
    public async Task Picture_WebhookIsOpen_IsMarkdownWithItsCaptionAndCostsTheUploadAlone()
    {
        var lane = await HearAsync("cidGroup==");

        await PutAndSendAsync(lane.Send(Image("图 1.png", caption: "**Sales**"), "u1"));

        var seen = (await DingTalk.RepliesAsync()).Single();
        (seen.Via, seen.MsgType, seen.Title).ShouldBe(("webhook", "markdown", "Sales"));
        seen.AtUserIds.ShouldBe(["u1"]);
        var id = seen.Text.Split("![图 1.png](")[1].Split(')')[0];
        seen.Text.ShouldStartWith($"**Sales**\n\n![图 1.png]({id})");
        (await DingTalk.FileAsync(id)).ShouldBe(Png);
        (await CountAsync("call WHERE api = 'upload'"), await ApiCallsAsync()).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Picture_WebhookIsClosed_IsAPictureOfTheApiAndMarkdownWithACaption()
    {
        var lane = await HearAsync();
        Time.Advance(TimeSpan.FromMinutes(91));

        await PutAndSendAsync(lane.Send(Image("a.png")), lane.Send(Image("a.png", caption: "text")));

        var seen = await DingTalk.RepliesAsync();
        seen.Select(reply => (reply.Via, reply.MsgType)).ShouldBe([("oto", "sampleImageMsg"), ("oto", "sampleMarkdown")]);
        (await DingTalk.FileAsync(seen[0].Attachment!.Id)).ShouldBe(Png);
        seen[1].Text.ShouldBe($"text\n\n![a.png]({seen[0].Attachment!.Id})");
        (await ApiCallsAsync()).ShouldBe(3);
    }

    [Theory]
    [InlineData(null, "oto")]
    [InlineData("cidGroup==", "group")]
    public async Task File_WebhookIsOpen_GoesByTheApiWithItsNameAndBytes(string? group, string via)
    {
        var lane = await HearAsync(group);

        await PutAndSendAsync(lane.Send(File("计划 \"2026\".pdf")));

        var seen = (await DingTalk.RepliesAsync()).Single();
        (seen.Via, seen.MsgType, seen.Attachment!.Name).ShouldBe((via, "sampleFile", "计划 \"2026\".pdf"));
        (await DingTalk.FileAsync(seen.Attachment.Id)).ShouldBe(Pdf);
    }

    [Fact]
    public async Task Voice_DurationIsKnown_IsAVoiceMessage()
    {
        var lane = await HearAsync();
        var amr = Blobs.Add(Encoding.ASCII.GetBytes("#!AMR\nsound"), "audio/amr");

        await PutAndSendAsync(lane.Send(new VoiceContent { Blob = amr, Duration = TimeSpan.FromSeconds(2) }));

        var seen = (await DingTalk.RepliesAsync()).Single();
        (seen.Via, seen.MsgType, seen.Attachment!.Kind).ShouldBe(("oto", "sampleAudio", "audio"));
    }

    [Fact]
    public async Task Voice_DurationIsUnknown_IsAFileWhereFilesOfItsTypeAreTaken()
    {
        await ReopenAsync("Egress:Media:FileTypes:0", ".AMR");
        var lane = await HearAsync();
        var amr = Blobs.Add(Encoding.ASCII.GetBytes("#!AMR\nsound"), "audio/amr");

        await PutAndSendAsync(lane.Send(new VoiceContent { Blob = amr, Name = "hello" }));

        var seen = (await DingTalk.RepliesAsync()).Single();
        (seen.MsgType, seen.Attachment!.Name).ShouldBe(("sampleFile", "hello.amr"));
    }

    [Fact]
    public async Task SameBytes_OfAnotherReplyAndAfterARestart_AreUploadedOnce()
    {
        var (one, other) = (await HearAsync(), await HearAsync("cidGroup==", user: "u2"));
        var file = File("a.pdf");

        await PutAndSendAsync(one.Send(file), other.Send(file with { Name = "b.pdf" }));
        await ReopenAsync();
        await PutAndSendAsync(one.Send(file));

        (await DingTalk.RepliesAsync()).Select(reply => reply.Attachment!.Name).ShouldBe(["a.pdf", "b.pdf", "a.pdf"], ignoreOrder: true);
        (await CountAsync("call WHERE api = 'upload'")).ShouldBe(1);
    }

    [Fact]
    public async Task TextAndFiles_OfOneConversation_KeepTheirSequence()
    {
        var lane = await HearAsync();

        await PutAndSendAsync(lane.Say("1"), lane.Send(Image("2.png")), lane.Say("3"), lane.Say("4"));

        // Uploads follow one another at a distance.
        Time.Advance(TimeSpan.FromSeconds(1));
        await PutAndSendAsync(lane.Send(File("5.pdf")));

        var seen = await DingTalk.RepliesAsync();
        seen.Select(reply => reply.Attachment?.Name ?? (reply.Text.Contains("![2.png]", StringComparison.Ordinal) ? "2.png" : reply.Text))
            .ShouldBe(["1", "2.png", "3\n\n———\n\n4", "5.pdf"]);
    }

    [Fact]
    public async Task EqualFiles_ToSeveralPeople_AreOneUploadAndOneCall()
    {
        var file = File("a.pdf");
        var replies = new List<DeliverMessage>();
        foreach (var user in Enumerable.Range(1, 5))
        {
            replies.Add((await HearAsync(user: $"user {user}")).Send(file));
        }

        Time.Advance(TimeSpan.FromMinutes(91));
        await Egress.PutAsync([.. replies]);
        var lease = await Egress.ClaimAsync();
        var heads = await Egress.HeadsAsync(lease);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await Egress.AttemptAsync(lease, heads[0], heads.Skip(1));
        }

        (await DingTalk.RepliesAsync()).Count.ShouldBe(5);
        (await CountAsync("call")).ShouldBe(2);
    }

    private ImageContent Image(string name, string? caption = null) => new() { Blob = Blobs.Add(Png, "image/png"), Name = name, Caption = caption };

    private FileContent File(string name) => new() { Blob = Blobs.Add(Pdf, "application/pdf"), Name = name };

    private void AnswerUpload(string json, HttpStatusCode status = HttpStatusCode.OK) => Egress.Gate.Answer = request =>
        IsUpload(request) ? new HttpResponseMessage(status) { Content = new StringContent(json) } : null;

    private static bool IsUpload(HttpRequestMessage request) => request.RequestUri!.AbsolutePath == "/media/upload";

    private Task<long> CountAsync(string what) =>
        Egress.Store.ReadAsync(session => session.FirstOrDefaultAsync<long>($"SELECT COUNT(*) FROM {what}"), Cancel);

    private Task<long> ApiCallsAsync() =>
        Egress.Store.ReadAsync(session => session.FirstOrDefaultAsync<long>("SELECT COALESCE(SUM(calls), 0) FROM api_month"), Cancel);
}
