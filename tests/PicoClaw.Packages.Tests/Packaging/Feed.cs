using System.IO.Compression;

namespace PicoClaw.Packages.Tests.Packaging;

/// <summary>A folder with the packages of these sources, as a release would push them.</summary>
public sealed class Feed : IAsyncLifetime
{
    /// <summary>A version that no release has, so that no other package can be mistaken for it.</summary>
    public const string Version = "7.7.7-test";

    private readonly SourceCopy _sources = SourceCopy.Create();

    public string Folder { get; } = Directory.CreateTempSubdirectory("picoclaw-feed-").FullName;

    /// <summary>The copy of the sources in which the packages were built.</summary>
    public string Sources => _sources.Folder;

    public async ValueTask InitializeAsync()
    {
        await PackAsync(Sources, "services/PicoClaw.Gateway", Folder);
        await PackAsync(Sources, "shared/DingTalk.Stream.SDK", Folder);
    }

    public ZipArchive Open(string package) => ZipFile.OpenRead(Path.Combine(Folder, package));

    public ValueTask DisposeAsync()
    {
        _sources.Dispose();
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    internal static Task PackAsync(string sources, string project, string feed) =>
        DotNet.BuildAsync(sources, ["pack", project, "--output", feed, $"-p:Version={Version}"]);
}
