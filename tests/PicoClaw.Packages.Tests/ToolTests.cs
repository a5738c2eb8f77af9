using Interop.Tests;
using PicoClaw.Packages.Tests.Packaging;

namespace PicoClaw.Packages.Tests;

/// <summary>dotnet tool install, from the packed file.</summary>
[Collection<Packed>]
public sealed class ToolTests(Feed feed) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly CleanHome _home = new();

    [Fact(Timeout = 300_000)]
    public async Task Tool_InstalledOnACleanHome_PrintsItsVersionAndAnswersTheFirstMessage()
    {
        var tools = Path.Combine(_home.Folder, "tools");
        await DotNet.RunAsync(
            _home.Folder, ["tool", "install", "PicoClaw", "--tool-path", tools, "--source", feed.Folder, "--version", Feed.Version], _home.Environment);
        var picoclaw = Path.Combine(tools, "picoclaw");

        var (code, version) = await Tool.EndAsync(picoclaw, _home.Folder, ["version"], Limit, [.. _home.Environment, ("DOTNET_ROOT", DotNet.Root)]);

        (code, version.Trim()).ShouldBe((0, Feed.Version));
        await FirstMessage.ShouldBeAnsweredAsync(picoclaw, _home, TestContext.Current.CancellationToken, ("DOTNET_ROOT", DotNet.Root));
    }

    [Fact]
    public void Package_Content_HasReadmeAndLicence()
    {
        using var package = feed.Open($"PicoClaw.{Feed.Version}.nupkg");

        package.GetEntry("README.md").ShouldNotBeNull();
        using var manifest = new StreamReader(package.GetEntry("PicoClaw.nuspec")!.Open());
        manifest.ReadToEnd().ShouldContain("""<license type="expression">MIT</license>""");
    }

    public void Dispose() => _home.Dispose();
}
