using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using PicoClaw.Egress.Tests.Testing;

namespace PicoClaw.Egress.Tests.Notifications;

/// <summary>Files that a client of <c>/v1/messages</c> sends, on a real web server.</summary>
public sealed class MessageFileTests() : EgressTests(onPostgres: false)
{
    private const string Token = "token-of-hr";
    private const string Message = """{"account":"main","to":["u1","u2","u3"]}""";
    private const int MostBytes = 20 * 1024 * 1024;

    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7 page");
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Encoding.ASCII.GetBytes("pixels")];

    private TestWeb _web = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _web = await TestWeb.StartAsync(Egress);
    }

    public override async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData("plan.pdf", "plan.pdf")]
    [InlineData("计划 2026.pdf", "计划 2026.pdf")]
    [InlineData("plan", "plan.pdf")]
    public async Task Post_FileToThree_IsOneUploadAndOneCallAndArrivesAsItWas(string name, string shown)
    {
        await Egress.StartAsync();

        var answer = await PostAsync(Form(Message, Pdf, name));

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await UntilSentAsync(answer, 3);
        var replies = await DingTalk.RepliesAsync();
        replies.Select(reply => (reply.Via, reply.MsgType, reply.Attachment!.Name)).ShouldBe(Enumerable.Repeat(("oto", "sampleFile", (string?)shown), 3));
        (await DingTalk.FileAsync(replies.Select(reply => reply.Attachment!.Id).Distinct().Single())).ShouldBe(Pdf);
        (await CallsAsync("upload"), await CallsAsync("oto")).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Post_PictureWithMarkdown_IsOneMessageWithBoth()
    {
        await Egress.StartAsync();

        var answer = await PostAsync(Form("""{"account":"main","to":["u1"],"markdown":"**Sales**"}""", Png, "a"));

        await UntilSentAsync(answer, 1);
        var reply = (await DingTalk.RepliesAsync()).Single();
        reply.Text.ShouldStartWith("**Sales**\n\n![a.png](");
        (await DingTalk.FileAsync(reply.Text.Split("](")[1].TrimEnd(')'))).ShouldBe(Png);
    }

    [Fact]
    public async Task Post_LargestFile_IsTakenAndOneByteMoreIsNot()
    {
        var largest = new byte[MostBytes];
        Pdf.CopyTo(largest, 0);

        var taken = await PostAsync(Form(Message, largest, "a.pdf"));
        var refused = await PostAsync(Form(Message, [.. largest, 0], "a.pdf"));

        taken.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await ProblemAsync(refused, HttpStatusCode.RequestEntityTooLarge)).ShouldContain("larger than 20 MB");
    }

    [Fact]
    public async Task Post_ThatSaysItIsFarTooLarge_IsRefusedBeforeItIsSent()
    {
        using var http = _web.Client(null);
        using var client = new TcpClient();
        await client.ConnectAsync(http.BaseAddress!.Host, http.BaseAddress.Port, Cancel);
        var head = $"POST /v1/messages HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer {Token}\r\nContent-Length: 100000000\r\n"
            + "Content-Type: multipart/form-data; boundary=x\r\n\r\n";

        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Cancel);

        using var reader = new StreamReader(client.GetStream());
        (await reader.ReadLineAsync(Cancel)).ShouldNotBeNull().ShouldContain("413");
    }

    [Theory]
    [InlineData("a.txt", "notes", "egress.media.file_types")]
    [InlineData("a.pdf", "", "The file is empty")]
    [InlineData("", "%PDF-", "The file has no name")]
    [InlineData("a.pdf", "%PDF-", "Only a picture", ""","markdown":"text" """)]
    [InlineData("a.png", "GIF89a", "Leave \"title\" out", ""","title":"text" """)]
    [InlineData("a.webp", "RIFF0000WEBP", "png, jpg, gif and bmp")]
    [InlineData("a.pdf", "%PDF-", "at $.text", ""","text":"x" """)]
    [InlineData("a.pdf", "%PDF-", "is in the past", ""","expiresAt":"2025-12-31T10:00:00Z" """)]
    public async Task Post_FileNotInOrder_SaysWhatToChange(string name, string content, string detail, string field = "")
    {
        var answer = await PostAsync(Form(Message.Replace("]}", $"]{field}}}", StringComparison.Ordinal), Encoding.ASCII.GetBytes(content), name));

        (await ProblemAsync(answer, HttpStatusCode.BadRequest)).ShouldContain(detail);
        (await CountAsync("notification")).ShouldBe(0);
    }

    [Theory]
    [InlineData("message", "There is no part \"file\"")]
    [InlineData("file", "There is no part \"message\"")]
    [InlineData("message,file,file", "a part too many")]
    [InlineData("message,message", "a part too many")]
    [InlineData("message,picture", "a part too many")]
    public async Task Post_OtherParts_AreRefused(string parts, string detail)
    {
        using var form = new MultipartFormDataContent();
        foreach (var part in parts.Split(','))
        {
            form.Add(part == "message" ? new StringContent(Message) : new ByteArrayContent(Pdf), part, "a.pdf");
        }

        (await ProblemAsync(await PostAsync(form), HttpStatusCode.BadRequest)).ShouldContain(detail);
    }

    [Theory]
    [InlineData("multipart/mixed; boundary=x", HttpStatusCode.UnsupportedMediaType, "multipart/form-data with a boundary")]
    [InlineData("multipart/form-data", HttpStatusCode.UnsupportedMediaType, "multipart/form-data with a boundary")]
    [InlineData("multipart/form-data; boundary=x", HttpStatusCode.BadRequest, "broken or ends too early")]
    [InlineData("multipart/form-data; boundary=y", HttpStatusCode.BadRequest, "broken or ends too early")]
    public async Task Post_BrokenForm_IsRefused(string type, HttpStatusCode status, string detail)
    {
        using var content = new StringContent("--x\r\nContent-Disposition: form-data; name=file; filename=a.pdf\r\n\r\n%PDF-");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        (await ProblemAsync(await PostAsync(content), status)).ShouldContain(detail);
    }

    [Fact]
    public async Task Post_SameKey_TheFileDecides()
    {
        const string keyed = """{"account":"main","to":["u1"],"idempotencyKey":"k"}""";
        var first = await JsonAsync(await PostAsync(Form(keyed, Pdf, "a.pdf")));

        var again = await JsonAsync(await PostAsync(Form(keyed, Pdf, "a.pdf")));
        var other = await PostAsync(Form(keyed, [.. Pdf, 0], "a.pdf"));
        var text = await PostAsync(new StringContent("""{"account":"main","to":["u1"],"idempotencyKey":"k","markdown":"x"}"""));

        ((string?)again["id"], (bool)again["repeated"]!).ShouldBe(((string?)first["id"], true));
        (await ProblemAsync(other, HttpStatusCode.Conflict)).ShouldContain("key of its own");
        (await ProblemAsync(text, HttpStatusCode.Conflict)).ShouldContain("key of its own");
    }

    [Fact]
    public async Task Post_StoreOfBlobsIsAway_IsToBeSentAgain()
    {
        Egress.Get<TestBlobs>().IsAway = true;

        (await ProblemAsync(await PostAsync(Form(Message, Pdf, "a.pdf")), HttpStatusCode.ServiceUnavailable)).ShouldContain("send it again");
    }

    private protected override void Configure(IHostApplicationBuilder builder) =>
        builder.Configuration["Notifications:Tokens:hr"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token)));

    private static MultipartFormDataContent Form(string message, byte[] file, string name)
    {
        var form = new MultipartFormDataContent { { new StringContent(message), "message" } };
        if (name.Length == 0)
        {
            form.Add(new ByteArrayContent(file), "file");
        }
        else
        {
            form.Add(new ByteArrayContent(file), "file", name);
        }

        return form;
    }

    private async Task UntilSentAsync(HttpResponseMessage answer, int count)
    {
        var id = (string)(await JsonAsync(answer))["id"]!;
        using var http = _web.Client(Token);
        await Wait.UntilAsync(
            async () => (int)(await http.GetFromJsonAsync<JsonNode>($"/v1/messages/{id}", Cancel))!["counts"]!["sent"]! == count);
    }

    private Task<long> CallsAsync(string api) => CountAsync($"call WHERE api = '{api}'");

    private Task<long> CountAsync(string what) =>
        Egress.Store.ReadAsync(session => session.FirstOrDefaultAsync<long>($"SELECT COUNT(*) FROM {what}"), Cancel);

    private async Task<HttpResponseMessage> PostAsync(HttpContent content)
    {
        using var http = _web.Client(Token);
        return await http.PostAsync(new Uri("/v1/messages", UriKind.Relative), content, Cancel);
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!;

    private static async Task<string> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync(Cancel));
        return (string)(await JsonAsync(answer))["detail"]!;
    }
}
