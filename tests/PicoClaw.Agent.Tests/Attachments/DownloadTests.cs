using System.Net;
using System.Net.Sockets;
using PicoClaw.Agent.Attachments;

namespace PicoClaw.Agent.Tests.Attachments;

public sealed class DownloadTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DownloadAsync_Picture_IsStoredAsItIs()
    {
        await using var lab = new DownloadLab();
        var head = "";
        lab.Answer = request =>
        {
            head = request.Head;
            return DownloadLab.OkAsync(request, DownloadLab.Picture, "Content-Type: text/html\r\n");
        };

        var blob = await lab.DownloadAsync("https://files.test/a?sign=secret");

        (blob.MediaType, blob.Size).ShouldBe(("image/png", DownloadLab.Picture.Length));
        await using var stream = (await lab.Blobs.OpenAsync(blob.Id, Cancel)).ShouldNotBeNull();
        var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Cancel);
        copy.ToArray().ShouldBe(DownloadLab.Picture);
        head.ShouldStartWith("GET /a?sign=secret HTTP/1.1\r\n");
        head.ShouldNotContain("Content-Type", Case.Insensitive);
        head.ShouldNotContain("Cookie", Case.Insensitive);
        head.ShouldContain("Accept-Encoding: identity");
    }

    [Fact]
    public async Task DownloadAsync_StoreTakesNothing_SaysWhy()
    {
        await using var lab = new DownloadLab();
        lab.BlockBlobs();

        var failed = await Should.ThrowAsync<FetchException>(lab.DownloadAsync("https://files.test/a?sign=secret"));

        failed.Fault.ShouldBe(FetchFault.Unavailable);
        failed.Message.ShouldContain("blobs");
    }

    [Fact]
    public async Task DownloadAsync_RedirectedToAnotherPublicHost_IsFollowedWithANewCheck()
    {
        await using var lab = new DownloadLab();
        lab.Internet.Names["cdn.test"] = [["2606:4700::1111"]];
        lab.Internet.Servers["2606:4700::1111"] = lab.Port;
        lab.Answer = request => request.Head.Contains("Host: cdn.test", StringComparison.Ordinal)
            ? DownloadLab.OkAsync(request, DownloadLab.Picture)
            : request.WriteAsync("HTTP/1.1 302 Found\r\nLocation: https://cdn.test/b\r\nContent-Length: 0\r\n\r\n");

        (await lab.DownloadAsync("https://files.test/a")).Size.ShouldBe(DownloadLab.Picture.Length);

        lab.Internet.Connected.Select(address => $"{address}").ShouldBe([$"{DownloadLab.ServerAddress}:443", "[2606:4700::1111]:443"]);
    }

    [Fact]
    public async Task DownloadAsync_FirstAddressIsDead_TakesTheNext()
    {
        await using var lab = new DownloadLab();
        lab.Internet.Names["files.test"] = [["93.184.216.1", DownloadLab.ServerAddress]];
        using var dead = new TcpListener(IPAddress.Loopback, 0);
        dead.Start();
        lab.Internet.Servers["93.184.216.1"] = ((IPEndPoint)dead.LocalEndpoint).Port;
        dead.Stop();

        (await lab.DownloadAsync("https://files.test/a")).Size.ShouldBe(DownloadLab.Picture.Length);
    }

    [Fact]
    public async Task DownloadAsync_NameIsUnknown_IsUnavailable()
    {
        await using var lab = new DownloadLab();

        (await lab.FaultAsync("https://nowhere.test/a")).ShouldBe(FetchFault.Unavailable);
    }

    [Fact]
    public async Task DownloadAsync_Proxy_IsUsedAndOnlyTheNameIsJudged()
    {
        await using var server = new HostileServer(request => DownloadLab.OkAsync(request, DownloadLab.Picture), TestCertificates.Good);
        await using var proxy = new HostileServer(async request =>
        {
            request.Head.ShouldStartWith("CONNECT files.test:443 ");
            using var onward = new TcpClient();
            await onward.ConnectAsync(IPAddress.Loopback, server.Port, request.Stopped);
            await request.WriteAsync("HTTP/1.1 200 OK\r\n\r\n");
            await using var wire = onward.GetStream();
            await Task.WhenAny(wire.CopyToAsync(request.Wire, request.Stopped), request.Wire.CopyToAsync(wire, request.Stopped));
        });
        await using var lab = new DownloadLab(proxy: new WebProxy($"http://127.0.0.1:{proxy.Port}"));

        (await lab.DownloadAsync("https://files.test/a")).Size.ShouldBe(DownloadLab.Picture.Length);

        string[] hidden =
        [
            "https://10.0.0.5/a", "https://169.254.169.254/a", "https://[::1]/a", "https://intranet/a", "https://wiki.corp/a", "https://printer.local./a",
            "https://metadata.google.internal/a",
        ];
        foreach (var address in hidden)
        {
            (await Should.ThrowAsync<FetchException>(lab.DownloadAsync(address))).Fault.ShouldBe(FetchFault.ForbiddenAddress, address);
        }

        lab.Internet.Connected.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.32.0.1")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700::1111")]
    [InlineData("2400:3200::1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    public void Is_PublicAddress_True(string address) => PublicAddress.Is(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("ffd8ffe000104a464946", "image/jpeg")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("52494646000000005745425056503820", "image/webp")]
    [InlineData("524946460000000057415645666d7420", "audio/wav")]
    [InlineData("0000001c66747970686569630000", "image/heic")]
    [InlineData("0000001c6674797069736f6d0000", "video/mp4")]
    [InlineData("0000001c667479704d34412000", "audio/mp4")]
    [InlineData("424d36000c0000000000", "image/bmp")]
    [InlineData("424d20697320612063617221", MagicBytes.Unknown)]
    [InlineData("2321414d520a", "audio/amr")]
    [InlineData("504b0304", "application/zip")]
    [InlineData("255044462d312e37", "application/pdf")]
    [InlineData("d0cf11e0a1b11ae1", "application/x-ole-storage")]
    [InlineData("3c3f786d6c", "text/xml")]
    [InlineData("20200a3c48544d4c3e", "text/html")]
    [InlineData("52494646", MagicBytes.Unknown)]
    [InlineData("", MagicBytes.Unknown)]
    public void Of_FirstBytes_TellTheKind(string hex, string mediaType) => MagicBytes.Of(Convert.FromHexString(hex)).ShouldBe(mediaType);
}
