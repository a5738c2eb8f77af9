using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Attachments;
using PicoClaw.Contracts;
using PicoClaw.Storage.Blobs;
using PicoClaw.Tests.Clocks;

namespace PicoClaw.Agent.Tests.Attachments;

/// <summary>A downloader on a fake internet with one real server: files.test, at 93.184.216.34.</summary>
internal sealed class DownloadLab : IAsyncDisposable
{
    public const string ServerAddress = "93.184.216.34";

    public static readonly byte[] Picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. new byte[2000]];

    private readonly string _folder = Directory.CreateTempSubdirectory("picoclaw-download-").FullName;
    private readonly HostileServer _server;
    private readonly DownloadClients _clients;

    public DownloadLab(X509Certificate2? certificate = null, IWebProxy? proxy = null, bool isPlain = false)
    {
        _server = new HostileServer(request => Answer(request), isPlain ? null : certificate ?? TestCertificates.Good);
        Internet.Names["files.test"] = [[ServerAddress]];
        Internet.Servers[ServerAddress] = _server.Port;
        Blobs = new FolderBlobStore(Path.Combine(_folder, "blobs"), Time);
        _clients = new DownloadClients(Internet, proxy ?? new WebProxy(), TestCertificates.Trust);
        Downloader = new AttachmentDownloader(_clients, Blobs, Options.Create(new AttachmentOptions()), Time);
    }

    /// <summary>A picture, unless the test says otherwise.</summary>
    public Func<HostileRequest, Task> Answer { get; set; } = request => OkAsync(request, Picture);

    public FakeInternet Internet { get; } = new();

    public TestClock Time { get; } = new(Testing.Said.Noon);

    public IBlobStore Blobs { get; }

    public int Port => _server.Port;

    public AttachmentDownloader Downloader { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task OkAsync(HostileRequest request, byte[] body, string headers = "")
    {
        await request.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n{headers}\r\n");
        await request.WriteAsync(body);
    }

    public Task<BlobReference> DownloadAsync(string address, AttachmentKind kind = AttachmentKind.Image, bool mayBePrivate = false) =>
        Downloader.DownloadAsync(new Uri(address), mayBePrivate, kind, Cancel);

    public async Task<FetchFault> FaultAsync(string address, AttachmentKind kind = AttachmentKind.Image, bool mayBePrivate = false)
    {
        var refused = await Should.ThrowAsync<FetchException>(DownloadAsync(address, kind, mayBePrivate));
        refused.Message.ShouldNotContain("secret");
        refused.Message.ShouldNotContain('\n');

        // Nothing but public addresses was connected to, and nothing is left.
        Internet.Connected.ShouldAllBe(address => PublicAddress.Is(address.Address));
        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).ShouldBeEmpty();
        return refused.Fault;
    }

    /// <summary>As a disk that is full or read-only: nothing can be written.</summary>
    public void BlockBlobs() => File.WriteAllText(Path.Combine(_folder, "blobs"), "");

    public async ValueTask DisposeAsync()
    {
        _clients.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
