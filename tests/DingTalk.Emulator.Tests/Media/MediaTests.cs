using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace DingTalk.Emulator.Tests.Media;

public sealed class MediaTests
{
    private const string Header = "x-acs-dingtalk-access-token";

    [Fact]
    public async Task Download_Code_BecomesAnAddressThatExpires()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var address = await AddressAsync(emulator);
        (await emulator.GetAsync(address)).ShouldBe(new Answer(200, "the file of dc-picture"));
        emulator.Time.Advance(TimeSpan.FromMinutes(10));

        var late = await emulator.GetAsync(address);

        (late.Status, late.Body).ShouldBe((403, """<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code></Error>"""));
    }

    [Fact]
    public async Task Download_WithContentType_BreaksTheSignature()
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var empty = new ByteArrayContent([]);
        empty.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        var answer = await emulator.SendAsync(HttpMethod.Get, await AddressAsync(emulator), empty);

        answer.Status.ShouldBe(403);
        answer.Body.ShouldContain("SignatureDoesNotMatch");
    }

    [Theory]
    [InlineData("""{"downloadCode":"","robotCode":"dingdemo"}""", 400, "invalidParameter.param.invalid")]
    [InlineData("""{"downloadCode":"dc"}""", 400, "invalidParameter.robotCode.empty")]
    public async Task Download_BadBody_IsRefused(string body, int status, string code)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.PostAsync(
            "/v1.0/robot/messageFiles/download", JsonNode.Parse(body)!, (Header, await emulator.TokenAsync()));

        (answer.Status, answer.Code).ShouldBe((status, code));
    }

    [Fact]
    public async Task Download_BadToken_Is400()
    {
        await using var emulator = await TestEmulator.StartAsync();

        (await emulator.PostAsync("/v1.0/robot/messageFiles/download", new JsonObject(), (Header, "old"))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Upload_Good_GivesAMediaId()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await UploadAsync(emulator, "&type=image", Part("form-data; name=\"media\"; filename=\"a.png\""));

        (answer.Status, answer.Errcode, (string)answer.Json["type"]!).ShouldBe((200, 0, "image"));
        ((string)answer.Json["media_id"]!).ShouldStartWith("@lAD");
        ((long)answer.Json["created_at"]!).ShouldBe(emulator.Time.GetUtcNow().ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("", "form-data; name=\"media\"; filename=\"a.png\"", 100, 40004)]
    [InlineData("&type=song", "form-data; name=\"media\"; filename=\"a.png\"", 100, 40004)]
    [InlineData("&type=image", "form-data; name=\"file\"; filename=\"a.png\"", 100, 40035)]
    [InlineData("&type=image", "form-data; name=media; filename=a.png", 100, 40035)]
    [InlineData("&type=image", "form-data; name=\"media\"; filename=\"a.png\"; filename*=utf-8''a.png", 100, 40035)]
    [InlineData("&type=image", "form-data; name=\"media\"; filename=\"a.png\"", 0, 40035)]
    [InlineData("&type=voice", "form-data; name=\"media\"; filename=\"a.mp3\"", 2 * 1024 * 1024 + 1, 40006)]
    public async Task Upload_Bad_HasItsErrcode(string query, string disposition, int bytes, int errcode)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await UploadAsync(emulator, query, Part(disposition, bytes));

        (answer.Status, answer.Errcode).ShouldBe((200, errcode));
    }

    // HttpClient does not quote names by default, and DingTalk ignores unquoted ones.
    [Theory]
    [InlineData("\"type\"", "\"access_token\"", true, 0)]
    [InlineData("\"type\"", "\"access_token\"", false, 0)]
    [InlineData("type", "\"access_token\"", true, 40004)]
    [InlineData("\"type\"", "access_token", true, 40014)]
    public async Task Upload_TypeAndTokenAmongTheParts_CountWhenQuotedPlainly(string type, string token, bool first, int errcode)
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var form = new MultipartFormDataContent();
        var media = Part("form-data; name=\"media\"; filename=\"a.png\"");
        if (!first)
        {
            form.Add(media);
        }

        form.Add(new StringContent("image"), type);
        form.Add(new StringContent(await emulator.TokenAsync()), token);
        if (first)
        {
            form.Add(media);
        }

        (await emulator.SendAsync(HttpMethod.Post, "/media/upload", form)).Errcode.ShouldBe(errcode);
    }

    [Fact]
    public async Task Upload_NoMultipartOrBadToken_HasItsErrcode()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var token = await emulator.TokenAsync();

        (await emulator.PostTextAsync($"/media/upload?access_token={token}&type=file", "{}")).Errcode.ShouldBe(40035);
        using var cut = new ByteArrayContent("--x\r\nContent-Disp"u8.ToArray());
        cut.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        (await emulator.SendAsync(HttpMethod.Post, $"/media/upload?access_token={token}&type=file", cut)).Errcode.ShouldBe(40035);
        (await emulator.PostTextAsync("/media/upload?access_token=old&type=file", "{}")).Errcode.ShouldBe(40014);
    }

    private static async Task<string> AddressAsync(TestEmulator emulator)
    {
        var body = new JsonObject { ["downloadCode"] = "dc-picture", ["robotCode"] = "dingdemo" };
        var answer = await emulator.PostAsync("/v1.0/robot/messageFiles/download", body, (Header, await emulator.TokenAsync()));
        answer.Status.ShouldBe(200, answer.Body);
        return (string)answer.Json["downloadUrl"]!;
    }

    private static ByteArrayContent Part(string disposition, int bytes = 100)
    {
        var part = new ByteArrayContent(new byte[bytes]);
        part.Headers.TryAddWithoutValidation("Content-Disposition", disposition);
        return part;
    }

    private static async Task<Answer> UploadAsync(TestEmulator emulator, string query, HttpContent part)
    {
        using var form = new MultipartFormDataContent { part };
        return await emulator.SendAsync(HttpMethod.Post, $"/media/upload?access_token={await emulator.TokenAsync()}{query}", form);
    }
}
