using PicoClaw.Agent.Attachments;

namespace PicoClaw.Agent.Tests.Attachments;

/// <summary>Addresses that must not be asked, however they are written.</summary>
public sealed class HostileAddressTests
{
    [Theory]
    [InlineData("http://files.test/a?sign=secret")]
    [InlineData("ftp://files.test/a")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://files.test/a")]
    [InlineData("data:image/png;base64,iVBORw0KGgo=")]
    [InlineData("https://user:password@files.test/a")]
    [InlineData("https://files.test@127.0.0.1/a")]
    [InlineData("https://files.test:8443/a")]
    [InlineData("https://files.test:22/a")]
    [InlineData("https://127.0.0.1/a")]
    [InlineData("https://127.1/a")]
    [InlineData("https://2130706433/a")]
    [InlineData("https://0x7f000001/a")]
    [InlineData("https://0177.0.0.1/a")]
    [InlineData("https://0/a")]
    [InlineData("https://0.0.0.0/a")]
    [InlineData("https://[::1]/a")]
    [InlineData("https://[::]/a")]
    [InlineData("https://[::ffff:127.0.0.1]/a")]
    [InlineData("https://[::ffff:a00:1]/a")]
    [InlineData("https://[::127.0.0.1]/a")]
    [InlineData("https://10.0.0.5/a")]
    [InlineData("https://172.31.255.255/a")]
    [InlineData("https://192.168.1.1/a")]
    [InlineData("https://100.100.100.200/latest/meta-data")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://168.63.129.16/machine")]
    [InlineData("https://192.0.0.192/opc")]
    [InlineData("https://[fd00:ec2::254]/latest/meta-data")]
    [InlineData("https://[fe80::1]/a")]
    [InlineData("https://[fec0::1]/a")]
    [InlineData("https://[64:ff9b::10.0.0.1]/a")]
    [InlineData("https://[2002:7f00:1::]/a")]
    [InlineData("https://[2001:0:7f00:1::]/a")]
    [InlineData("https://224.0.0.1/a")]
    [InlineData("https://[ff02::1]/a")]
    [InlineData("https://255.255.255.255/a")]
    [InlineData("https://198.18.0.1/a")]
    [InlineData("https://loopback.test/a")]
    [InlineData("https://LOOPBACK.test./a")]
    [InlineData("https://loopback6.test/a")]
    [InlineData("https://metadata.test/a")]
    [InlineData("https://mixed.test/a")]
    [InlineData("https://mapped.test/a")]
    public async Task DownloadAsync_Address_IsForbidden(string address)
    {
        await using var lab = new DownloadLab();
        AddNames(lab);

        (await lab.FaultAsync(address)).ShouldBe(FetchFault.ForbiddenAddress);

        lab.Internet.Connected.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://files.test/a")]
    [InlineData("https://127.0.0.1/a")]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("https://[::ffff:10.0.0.1]/a")]
    [InlineData("//192.168.0.1/a")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://loopback.test/a")]
    [InlineData("https://mixed.test/a")]
    [InlineData("https://files.test:6379/a")]
    [InlineData("https://user@files.test/a")]
    public async Task DownloadAsync_RedirectedThere_IsForbidden(string location)
    {
        await using var lab = new DownloadLab();
        AddNames(lab);
        lab.Answer = request => request.WriteAsync($"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");

        (await lab.FaultAsync("https://files.test/a")).ShouldBe(FetchFault.ForbiddenAddress);

        lab.Internet.Connected.Count.ShouldBe(1);
    }

    [Fact]
    public async Task DownloadAsync_NameThatChanges_IsAskedOnceForEachConnection()
    {
        await using var lab = new DownloadLab();
        lab.Internet.Names["changing.test"] = [[DownloadLab.ServerAddress], ["127.0.0.1"]];

        // What was looked at is what is connected to: the second answer is never asked for.
        (await lab.DownloadAsync("https://changing.test/a")).Size.ShouldBe(DownloadLab.Picture.Length);

        lab.Internet.Connected.ShouldHaveSingleItem().Address.ToString().ShouldBe(DownloadLab.ServerAddress);
        (await Should.ThrowAsync<FetchException>(lab.DownloadAsync("https://changing.test/a"))).Fault.ShouldBe(FetchFault.ForbiddenAddress);
        lab.Internet.Connected.Count.ShouldBe(1);
    }

    [Fact]
    public async Task DownloadAsync_OwnHost_MayBePrivateAndNoOther()
    {
        await using var lab = new DownloadLab(isPlain: true);
        await using var other = new HostileServer(request => DownloadLab.OkAsync(request, DownloadLab.Picture));
        var own = $"http://127.0.0.1:{lab.Port}";

        (await lab.DownloadAsync($"{own}/a", mayBePrivate: true)).MediaType.ShouldBe("image/png");
        lab.Answer = request => request.Path == "/a"
            ? request.WriteAsync("HTTP/1.1 307 Temporary Redirect\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n")
            : DownloadLab.OkAsync(request, DownloadLab.Picture);
        (await lab.DownloadAsync($"{own}/a", mayBePrivate: true)).MediaType.ShouldBe("image/png");

        string[] others = [$"http://127.0.0.1:{other.Port}/b", $"http://localhost:{lab.Port}/b", $"https://127.0.0.1:{lab.Port + 1}/b"];
        foreach (var place in others)
        {
            lab.Answer = request => request.WriteAsync($"HTTP/1.1 302 Found\r\nLocation: {place}\r\nContent-Length: 0\r\n\r\n");
            (await Should.ThrowAsync<FetchException>(lab.DownloadAsync($"{own}/a", mayBePrivate: true))).Fault.ShouldBe(FetchFault.ForbiddenAddress, place);
        }

        (await Should.ThrowAsync<FetchException>(lab.DownloadAsync($"{own}/a"))).Fault.ShouldBe(FetchFault.ForbiddenAddress);
    }

    private static void AddNames(DownloadLab lab)
    {
        lab.Internet.Names["loopback.test"] = [["127.0.0.1"]];
        lab.Internet.Names["loopback6.test"] = [["::1"]];
        lab.Internet.Names["metadata.test"] = [["169.254.169.254"]];
        lab.Internet.Names["mixed.test"] = [[DownloadLab.ServerAddress, "10.0.0.1"]];
        lab.Internet.Names["mapped.test"] = [["::ffff:192.168.0.1"]];
    }
}
