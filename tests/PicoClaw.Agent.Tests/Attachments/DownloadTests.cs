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
}
