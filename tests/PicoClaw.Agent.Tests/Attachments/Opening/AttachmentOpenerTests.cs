using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PicoClaw.Agent.Attachments.Opening;
using PicoClaw.Tests.Documents;

namespace PicoClaw.Agent.Tests.Attachments.Opening;

/// <summary>Files are opened by a process of its own, whatever they do to it.</summary>
public sealed class AttachmentOpenerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenAsync_Document_GivesItsText()
    {
        var opened = await OpenAsync(OfficeSamples.Word("你好"), "plan.docx");

        (opened.Fault, opened.Format, opened.Text).ShouldBe((null, "Word document", "你好"));
    }

    [Fact]
    public async Task OpenAsync_Picture_GivesItsBytes()
    {
        var picture = PictureSamples.Of(ImageMagick.MagickFormat.Png);

        var opened = await OpenAsync(picture, null);

        opened.PictureType.ShouldBe("image/png");
        opened.Body.ToArray().ShouldBe(picture);
    }

    [Theory]
    [InlineData("deep arrays in a PDF")]
    [InlineData("a PDF that unpacks to 3 GB")]
    [InlineData("a deep web page")]
    [InlineData("a deep docx")]
    [InlineData("a form that draws itself")]
    public async Task OpenAsync_HostileFile_EndsWithinBounds(string name)
    {
        byte[] file = name switch
        {
            "deep arrays in a PDF" => PdfSamples.Raw(new string('[', 1_000_000)),
            "a PDF that unpacks to 3 GB" => PdfSamples.Bomb(3L << 30),
            "a deep web page" => Encoding.UTF8.GetBytes("<html>" + string.Concat(Enumerable.Repeat("<div>", 500_000))),
            "a deep docx" => OfficeSamples.With(OfficeSamples.Word("a"), "word/document.xml", string.Concat(Enumerable.Repeat("<a>", 1_000_000))),
            _ => PdfSamples.Raw("/X0 Do", PdfSamples.Form("/X0 Do", "<</XObject<</X0 5 0 R>>>>")),
        };

        (await OpenAsync(file, "a.bin", new OpeningLimits { Time = TimeSpan.FromSeconds(5) })).Fault.ShouldNotBeNull();
    }

    [Fact]
    public async Task OpenAsync_FileThatNeverEnds_IsGivenUp() =>
        (await OpenAsync(PdfSamples.Laughs(), "a.pdf", new OpeningLimits { Time = TimeSpan.FromSeconds(2) })).Fault.ShouldBe(OpenFault.TooSlow);

    [Fact]
    public async Task OpenAsync_Stopped_EndsAtOnce()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using var opener = Opener(new OpeningLimits());
        var opening = opener.OpenAsync(new MemoryStream(PdfSamples.Laughs()), "a.pdf", stop.Token);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(opening);
    }

    [Fact]
    public async Task OpenAsync_BytesThatCannotBeHad_Throws()
    {
        using var opener = Opener(new OpeningLimits());

        await Should.ThrowAsync<IOException>(opener.OpenAsync(new BrokenStream(), "a.pdf", Cancel));
    }

    // A process that was killed can end nothing.
    [Fact(Timeout = 180_000)]
    public async Task Process_TheOneThatItOpensForIsKilled_EndsToo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no sleep.");
        using var parent = Process.Start("sleep", "600");
        var command = OpeningCommand.Of("pdf", new OpeningLimits { Time = TimeSpan.FromDays(1) });
        command.ArgumentList[^1] = parent.Id.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(command)!;
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(PdfSamples.Laughs(), Cancel);
            process.StandardInput.Close();

            parent.Kill();

            await process.WaitForExitAsync(Cancel);
            process.ExitCode.ShouldBe(1);
        }
        finally
        {
            process.Kill();
        }
    }

    private static async Task<Opened> OpenAsync(byte[] file, string? name, OpeningLimits? limits = null)
    {
        using var opener = Opener(limits ?? new OpeningLimits());
        return await opener.OpenAsync(new MemoryStream(file), name, Cancel);
    }

    private static AttachmentOpener Opener(OpeningLimits limits) => new(limits, TimeProvider.System, NullLogger<AttachmentOpener>.Instance);

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("The store is away");
    }
}
