using System.Net;
using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Tests.Support;

namespace DingTalk.Stream.Tests.Clients;

public sealed class MediaTests
{
    private const string Signature = "signed-and-secret";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DownloadAsync_Code_IsExchangedAndTheAddressReadWithoutContentType()
    {
        using var fixture = Downloading(
            _ => new HttpResponseMessage { Content = new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new("image/png") } } });
        using var file = new MemoryStream();

        var download = await fixture.Robot.Media.DownloadAsync("dingdemo", "dcB", file, Token);

        download.ShouldBe(new MediaDownload(3, "image/png"));
        file.ToArray().ShouldBe([1, 2, 3]);
        var (exchange, get) = (fixture.Handler.Requests[1], fixture.Handler.Requests[2]);
        exchange.Address.ShouldBe(new Uri("https://api.dingtalk.com/v1.0/robot/messageFiles/download"));
        exchange.Body.ShouldBe("""{"downloadCode":"dcB","robotCode":"dingdemo"}""");
        (get.Method, get.ContentType, get.Token, get.Body).ShouldBe(("GET", null, null, ""));
    }

    [Fact]
    public async Task GetDownloadAddressAsync_Code_IsExchangedAndNothingIsRead()
    {
        using var fixture = Downloading(_ => throw new InvalidOperationException("nobody asked for the file"));

        var address = await fixture.Robot.Media.GetDownloadAddressAsync("dingdemo", "dcB", Token);

        address.ShouldBe(new Uri($"https://files.test/a?sign={Signature}"));
        fixture.Handler.Requests.Count.ShouldBe(2);
        fixture.Handler.Requests[1].Body.ShouldBe("""{"downloadCode":"dcB","robotCode":"dingdemo"}""");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task GetDownloadAddressAsync_NoCode_IsRefusedBeforeAnyCall(string code)
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json("{}"));

        await Should.ThrowAsync<ArgumentException>(fixture.Robot.Media.GetDownloadAddressAsync("r", code, Token));

        fixture.Handler.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(403, typeof(PermanentException))]
    [InlineData(302, typeof(PermanentException))]
    [InlineData(503, typeof(DingTalkUnreachableException))]
    public async Task DownloadAsync_FileServerRefuses_IsClassifiedByStatusAndHidesTheAddress(int status, Type expected)
    {
        using var fixture = Downloading(_ => new HttpResponseMessage((HttpStatusCode)status));

        var exception = await Should.ThrowAsync<DingTalkException>(
            fixture.Robot.Media.DownloadAsync("r", "dc", System.IO.Stream.Null, Token));

        exception.ShouldBeOfType(expected);
        exception.ToString().ShouldNotContain(Signature);
    }

    [Fact]
    public async Task DownloadAsync_ConnectionBreaks_MayBeTriedAgain()
    {
        using var fixture = Downloading(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded, Signature));

        (await Should.ThrowAsync<DingTalkUnreachableException>(fixture.Robot.Media.DownloadAsync("r", "dc", System.IO.Stream.Null, Token)))
            .ToString().ShouldNotContain(Signature);
    }

    [Fact]
    public async Task DownloadAsync_LargerThanAllowed_IsCutOff()
    {
        using var fixture = Downloading(
            _ => new HttpResponseMessage { Content = new ByteArrayContent(new byte[2_000_000]) }, maxBytes: 1_000_000);
        using var file = new MemoryStream();

        var refused = await Should.ThrowAsync<PermanentException>(fixture.Robot.Media.DownloadAsync("r", "dc", file, Token));
        refused.Message.ShouldContain("larger");

        file.Length.ShouldBeLessThanOrEqualTo(1_000_000);
    }

    [Fact]
    public async Task DownloadAsync_DestinationFails_ThrowsItsException()
    {
        using var fixture = Downloading(_ => new HttpResponseMessage { Content = new ByteArrayContent([1]) });
        using var full = new FullDisk();

        (await Should.ThrowAsync<IOException>(fixture.Robot.Media.DownloadAsync("r", "dc", full, Token))).Message.ShouldBe("full");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"downloadUrl":"file:///etc/passwd"}""")]
    public async Task DownloadAsync_NoAddress_IsNotFollowed(string answer)
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json(answer));

        await Should.ThrowAsync<UnknownOutcomeException>(fixture.Robot.Media.DownloadAsync("r", "dc", System.IO.Stream.Null, Token));

        fixture.Handler.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(MediaKind.Image, "image")]
    [InlineData(MediaKind.Voice, "voice")]
    [InlineData(MediaKind.Video, "video")]
    [InlineData(MediaKind.File, "file")]
    public async Task UploadAsync_Kind_IsNamedInTheQueryAndNotInTheForm(MediaKind kind, string name)
    {
        using var fixture = new RobotFixture(
            _ => StubHandler.Json("""{"errcode":0,"errmsg":"ok","media_id":"@lADemo","type":"x","created_at":1769900000000}"""));

        (await fixture.Robot.Media.UploadAsync(kind, "a.bin", "content"u8.ToArray(), Token)).ShouldBe("@lADemo");

        var request = fixture.Handler.Requests[1];
        request.Address.ShouldBe(new Uri($"https://oapi.dingtalk.com/media/upload?access_token=tok-1-secret-token&type={name}"));
        request.Body.ShouldNotContain("type\"");
    }

    [Fact]
    public async Task UploadAsync_Form_HasPlainQuotedNamesAndAPlainBoundary()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json("""{"errcode":0,"media_id":"@lADemo"}"""));

        await fixture.Robot.Media.UploadAsync(MediaKind.File, "计划\"\r\n.pdf", "content"u8.ToArray(), Token);

        var request = fixture.Handler.Requests[1];
        request.ContentType.ShouldNotBeNull().ShouldStartWith("multipart/form-data; boundary=--");
        var boundary = request.ContentType["multipart/form-data; boundary=".Length..];
        request.Body.ShouldBe(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"media\"; "
            + $"filename=\"计划___.pdf\"\r\nContent-Type: application/octet-stream\r\n\r\ncontent\r\n--{boundary}--\r\n");
    }

    [Fact]
    public async Task UploadAsync_TokenRefused_TriesOnceMoreWithANewOne()
    {
        var tokens = 0;
        using var fixture = new RobotFixture(new StubHandler(request =>
            request.IsTokenCall ? StubHandler.Json(RobotFixture.TokenAnswer($"token-{++tokens}"))
            : request.Address.Query.Contains("token-1", StringComparison.Ordinal) ? StubHandler.Json("""{"errcode":40014,"errmsg":"bad"}""")
            : StubHandler.Json("""{"errcode":0,"media_id":"@lADemo"}""")));

        (await fixture.Robot.Media.UploadAsync(MediaKind.Image, "a.png", new byte[] { 1 }, Token)).ShouldBe("@lADemo");
    }

    [Fact]
    public async Task UploadAsync_Refused_MessageHoldsNoToken()
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json("""{"errcode":40004,"errmsg":"invalid type tok-1-secret-token"}"""));

        var exception = await Should.ThrowAsync<PermanentException>(
            fixture.Robot.Media.UploadAsync(MediaKind.Image, "a.png", new byte[] { 1 }, Token));

        exception.Code.ShouldBe("40004");
        exception.ToString().ShouldNotContain("tok-1");
    }

    [Theory]
    [InlineData(MediaKind.Image, 0)]
    [InlineData(MediaKind.Voice, 2 * 1024 * 1024 + 1)]
    [InlineData(MediaKind.File, 20 * 1024 * 1024 + 1)]
    public async Task UploadAsync_EmptyOrTooLarge_IsRefusedBeforeAnyCall(MediaKind kind, int bytes)
    {
        using var fixture = new RobotFixture(_ => StubHandler.Json("{}"));

        await Should.ThrowAsync<ArgumentOutOfRangeException>(fixture.Robot.Media.UploadAsync(kind, "a", new byte[bytes], Token));

        fixture.Handler.Requests.ShouldBeEmpty();
    }

    private static RobotFixture Downloading(Func<StubRequest, HttpResponseMessage> file, long? maxBytes = null) => new(
        new StubHandler(request =>
            request.IsTokenCall ? StubHandler.Json(RobotFixture.TokenAnswer("tok-1-secret-token"))
            : request.Method == "GET" ? file(request)
            : StubHandler.Json($$"""{"downloadUrl":"https://files.test/a?sign={{Signature}}"}""")),
        maxDownloadBytes: maxBytes);
}
