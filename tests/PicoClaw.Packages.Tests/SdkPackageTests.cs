using System.IO.Compression;
using System.Security.Cryptography;
using PicoClaw.Packages.Tests.Packaging;

namespace PicoClaw.Packages.Tests;

/// <summary>DingTalk.Stream.SDK as its users get it.</summary>
[Collection<Packed>]
public sealed class SdkPackageTests(Feed feed)
{
    private const string Package = $"DingTalk.Stream.SDK.{Feed.Version}.nupkg";
    private const string Symbols = $"DingTalk.Stream.SDK.{Feed.Version}.snupkg";
    private const string Library = "lib/net10.0/DingTalk.Stream.SDK.dll";
    private const string Debugging = "lib/net10.0/DingTalk.Stream.SDK.pdb";
    private const string Documentation = "lib/net10.0/DingTalk.Stream.SDK.xml";

    [Fact]
    public void Package_Content_HasDocumentationReadmeLicenceAndSymbols()
    {
        using var package = feed.Open(Package);
        using var symbols = feed.Open(Symbols);

        package.Entries.Select(entry => entry.FullName).ShouldBeSubsetOf(
            [.. package.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".psmdcp", StringComparison.Ordinal)),
                Library, Documentation, "README.md", "DingTalk.Stream.SDK.nuspec", "[Content_Types].xml", "_rels/.rels"]);
        package.GetEntry(Library).ShouldNotBeNull();
        package.GetEntry(Documentation).ShouldNotBeNull();
        package.GetEntry("README.md").ShouldNotBeNull();
        symbols.GetEntry(Debugging).ShouldNotBeNull();
        using var manifest = new StreamReader(package.GetEntry("DingTalk.Stream.SDK.nuspec")!.Open());
        var text = manifest.ReadToEnd();
        text.ShouldContain("""<license type="expression">MIT</license>""");
        text.ShouldContain("<readme>README.md</readme>");
        text.ShouldNotContain("PicoClaw.");
    }

    [Fact(Timeout = 300_000)]
    public async Task Package_PackedInTwoFolders_HasTheSameBytes()
    {
        using var sources = SourceCopy.Create();
        var packages = Path.Combine(sources.Folder, "packages");

        await Feed.PackAsync(sources.Folder, "shared/DingTalk.Stream.SDK", packages);

        using var package = ZipFile.OpenRead(Path.Combine(packages, Package));
        using var symbols = ZipFile.OpenRead(Path.Combine(packages, Symbols));
        using var packageBefore = feed.Open(Package);
        using var symbolsBefore = feed.Open(Symbols);
        Bytes(package, Library).ShouldBe(Bytes(packageBefore, Library));
        Bytes(package, Documentation).ShouldBe(Bytes(packageBefore, Documentation));
        Bytes(symbols, Debugging).ShouldBe(Bytes(symbolsBefore, Debugging));
    }

    [Fact(Timeout = 300_000)]
    public async Task Package_InANewProject_CompilesTheSampleOfItsReadme()
    {
        using var home = new CleanHome();
        var folder = SampleBot.Create(Path.Combine(home.Folder, "bot"), feed.Folder);

        // Its dependencies come from the package source of this machine.
        await DotNet.BuildAsync(folder, ["build"], home.Environment.Where(variable => variable.Name == "NUGET_PACKAGES"));

        File.Exists(Path.Combine(folder, "bin", "Debug", "net10.0", "DingTalk.Stream.SDK.dll")).ShouldBeTrue();
    }

    private static string Bytes(ZipArchive package, string name)
    {
        using var entry = package.GetEntry(name)!.Open();
        return Convert.ToHexString(SHA256.HashData(entry));
    }
}
