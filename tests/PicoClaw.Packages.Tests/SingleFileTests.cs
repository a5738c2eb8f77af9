using PicoClaw.Packages.Tests.Packaging;

namespace PicoClaw.Packages.Tests;

/// <summary>The publish profile single-file.</summary>
[Collection<Packed>]
public sealed class SingleFileTests(Feed feed) : IDisposable
{
    private readonly CleanHome _home = new();
    private readonly DirectoryInfo _output = Directory.CreateTempSubdirectory("picoclaw-file-");

    [Fact(Timeout = 300_000)]
    public async Task SingleFile_WithoutDotNet_AnswersTheFirstMessage()
    {
        // Compiling ahead would take a minute more and test nothing more.
        await DotNet.BuildAsync(
            feed.Sources,
            ["publish", "services/PicoClaw.Gateway", "-p:PublishProfile=single-file", "-p:PublishReadyToRun=false", "--output", _output.FullName]);

        var file = _output.EnumerateFileSystemInfos().ShouldHaveSingleItem();

        file.Name.ShouldBe("picoclaw");
        await FirstMessage.ShouldBeAnsweredAsync(file.FullName, _home, TestContext.Current.CancellationToken, ("DOTNET_ROOT", _home.Folder));
    }

    public void Dispose()
    {
        _output.Delete(recursive: true);
        _home.Dispose();
    }
}
