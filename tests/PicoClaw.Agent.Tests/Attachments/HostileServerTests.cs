using System.IO.Compression;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PicoClaw.Agent.Attachments;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Tests.Attachments;

/// <summary>Servers at public addresses that answer what nobody should take.</summary>
public sealed class HostileServerTests
{
    private const long Gigabyte = 1024L * 1024 * 1024;
    private const string Ok = "HTTP/1.1 200 OK\r\n";

    private static readonly byte[] Zeros = new byte[64 * 1024];

    private static readonly byte[] Bomb = Pack();

    private static readonly Dictionary<string, (AttachmentKind Kind, FetchFault Fault, Func<HostileRequest, Task> Answer)> Cases = new()
    {
        ["a page as a picture"] = (AttachmentKind.Image, FetchFault.WrongType, Page("<!DOCTYPE html><html>", "Content-Type: image/png\r\n")),
        ["a script as a picture"] = (AttachmentKind.Image, FetchFault.WrongType, Page("\uFEFF \n<SCRIPT>alert(1)</SCRIPT>")),
        ["a drawing with a script"] = (AttachmentKind.Image, FetchFault.WrongType, Page("<svg onload='alert(1)'/>")),
        ["a program as a picture"] = (AttachmentKind.Image, FetchFault.WrongType, Page("MZ\u0090\0\u0003")),
        ["an archive as a picture"] = (AttachmentKind.Image, FetchFault.WrongType, Page("PK\u0003\u0004")),
        ["text as a picture"] = (AttachmentKind.Image, FetchFault.WrongType, Page("hello")),
        ["nothing as a picture"] = (AttachmentKind.Image, FetchFault.WrongType, Page("")),
        ["a page as a recording"] = (AttachmentKind.Audio, FetchFault.WrongType, Page("<html>")),
        ["a document as a film"] = (AttachmentKind.Video, FetchFault.WrongType, Page("%PDF-1.7")),
        ["a bomb in gzip"] = (AttachmentKind.Image, FetchFault.WrongType,
            request => DownloadLab.OkAsync(request, Bomb, "Content-Encoding: gzip\r\n")),
        ["a file in deflate"] = (AttachmentKind.File, FetchFault.WrongType,
            request => DownloadLab.OkAsync(request, Bomb, "Content-Encoding: deflate\r\n")),
        ["1 GB, declared"] = (AttachmentKind.File, FetchFault.TooLarge,
            request => SendAsync(request, $"Content-Length: {Gigabyte}\r\n", isChunked: false)),
        ["1 GB, undeclared"] = (AttachmentKind.File, FetchFault.TooLarge,
            request => SendAsync(request, "Connection: close\r\n", isChunked: false)),
        ["1 GB in chunks"] = (AttachmentKind.File, FetchFault.TooLarge,
            request => SendAsync(request, "Transfer-Encoding: chunked\r\n", isChunked: true)),
        ["more than was declared"] = (AttachmentKind.Image, FetchFault.WrongType,
            request => request.WriteAsync($"{Ok}Content-Length: 3\r\n\r\n\u0089PNG\r\n")),
        ["less than was declared"] = (AttachmentKind.File, FetchFault.Unavailable,
            request => request.WriteAsync($"{Ok}Content-Length: 9000\r\n\r\nshort")),
        ["a length that is none"] = (AttachmentKind.File, FetchFault.Unavailable,
            request => request.WriteAsync($"{Ok}Transfer-Encoding: chunked\r\n\r\nZZ\r\n")),
        ["headers without end"] = (AttachmentKind.File, FetchFault.Unavailable, HeadersAsync),
        ["another protocol"] = (AttachmentKind.File, FetchFault.Unavailable,
            request => request.WriteAsync("SSH-2.0-OpenSSH_9.6\r\n\r\n")),
        ["no answer"] = (AttachmentKind.File, FetchFault.Unavailable, _ => Task.CompletedTask),
        ["a redirect to nowhere"] = (AttachmentKind.File, FetchFault.Unavailable,
            request => request.WriteAsync("HTTP/1.1 302 Found\r\n\r\n")),
        ["a redirect to itself"] = (AttachmentKind.File, FetchFault.Unavailable,
            request => request.WriteAsync("HTTP/1.1 301 M\r\nLocation: /a\r\n\r\n")),
        ["a redirect to a bad address"] = (AttachmentKind.File, FetchFault.Unavailable,
            request => request.WriteAsync("HTTP/1.1 301 M\r\nLocation: https://[\r\n\r\n")),
        ["expired"] = (AttachmentKind.File, FetchFault.Expired,
            request => request.WriteAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")),
        ["gone"] = (AttachmentKind.File, FetchFault.Expired,
            request => request.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")),
        ["busy"] = (AttachmentKind.File, FetchFault.Unavailable,
            request => request.WriteAsync("HTTP/1.1 429 Busy\r\nContent-Length: 0\r\n\r\n")),
        ["broken"] = (AttachmentKind.File, FetchFault.Unavailable,
            request => request.WriteAsync("HTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n")),
    };

    public static TheoryData<string> Names() => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task DownloadAsync_Answer_IsRefused(string name)
    {
        await using var lab = new DownloadLab();
        var (kind, fault, answer) = Cases[name];
        lab.Answer = answer;

        (await lab.FaultAsync("https://files.test/a?sign=secret", kind)).ShouldBe(fault);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DownloadAsync_DripsOrIsSilent_EndsInTime(bool drips)
    {
        await using var lab = new DownloadLab();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lab.Answer = async request =>
        {
            if (drips)
            {
                await request.WriteAsync($"{Ok}Content-Length: 9000\r\n\r\n\u0089PNG");
            }

            asked.SetResult();
            await Task.Delay(Timeout.Infinite, request.Stopped);
        };

        var fault = lab.FaultAsync("https://files.test/a");
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        lab.Time.Advance(AttachmentDownloader.Limit - TimeSpan.FromSeconds(1));
        fault.IsCompleted.ShouldBeFalse();
        lab.Time.Advance(TimeSpan.FromSeconds(1));

        (await fault).ShouldBe(FetchFault.Unavailable);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("of another host")]
    [InlineData("untrusted")]
    [InlineData("none")]
    public async Task DownloadAsync_Certificate_IsRefused(string certificate)
    {
        X509Certificate2? bad = certificate switch
        {
            "expired" => TestCertificates.Expired,
            "of another host" => TestCertificates.OfAnother,
            "untrusted" => TestCertificates.Untrusted,
            _ => null,
        };
        await using var lab = new DownloadLab(bad, isPlain: bad is null);

        (await lab.FaultAsync("https://files.test/a")).ShouldBe(FetchFault.Unavailable);
    }

    [Fact]
    public async Task DownloadAsync_Gigabyte_CostsNoMemory()
    {
        await using var lab = new DownloadLab();
        lab.Answer = request => SendAsync(request, "Transfer-Encoding: chunked\r\n", isChunked: true);
        await lab.FaultAsync("https://files.test/a", AttachmentKind.File);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        (await lab.FaultAsync("https://files.test/a", AttachmentKind.File)).ShouldBe(FetchFault.TooLarge);

        // 20 MB went through; other tests beside this one allocate, too.
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(400L * 1024 * 1024);
    }

    [Fact]
    public async Task DownloadAsync_CallerCancels_IsCancelled()
    {
        await using var lab = new DownloadLab();
        using var cancel = new CancellationTokenSource();
        lab.Answer = async request =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, request.Stopped);
        };

        await Should.ThrowAsync<OperationCanceledException>(
            lab.Downloader.DownloadAsync(new Uri("https://files.test/a"), mayBePrivate: false, AttachmentKind.Image, cancel.Token));
    }

    private static Func<HostileRequest, Task> Page(string body, string headers = "") =>
        request => DownloadLab.OkAsync(request, body.Contains('\uFEFF') ? Encoding.UTF8.GetBytes(body) : Encoding.Latin1.GetBytes(body), headers);

    private static async Task SendAsync(HostileRequest request, string headers, bool isChunked)
    {
        await request.WriteAsync($"{Ok}{headers}\r\n");
        for (var sent = 0L; sent < Gigabyte; sent += Zeros.Length)
        {
            if (isChunked)
            {
                await request.WriteAsync($"{Zeros.Length:x}\r\n");
            }

            await request.WriteAsync(Zeros);
            if (isChunked)
            {
                await request.WriteAsync("\r\n");
            }
        }
    }

    private static async Task HeadersAsync(HostileRequest request)
    {
        await request.WriteAsync(Ok);
        for (var line = 0; line < 100_000; line++)
        {
            await request.WriteAsync($"X-{line}: {new string('x', 1000)}\r\n");
        }
    }

    private static byte[] Pack()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            for (var sent = 0; sent < 100 * 1024 * 1024; sent += Zeros.Length)
            {
                gzip.Write(Zeros);
            }
        }

        return packed.ToArray();
    }
}
