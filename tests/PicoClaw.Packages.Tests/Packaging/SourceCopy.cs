using Harness.Processes;

namespace PicoClaw.Packages.Tests.Packaging;

/// <summary>A copy of the sources, like a fresh clone: builds in it disturb no other build and are deleted with it.</summary>
internal sealed class SourceCopy : IDisposable
{
    private static readonly string[] TopFiles = ["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig"];
    private static readonly string[] Built = ["bin", "obj"];

    private SourceCopy(string folder) => Folder = folder;

    public string Folder { get; }

    public static SourceCopy Create()
    {
        var copy = new SourceCopy(Directory.CreateTempSubdirectory("picoclaw-sources-").FullName);
        foreach (var file in TopFiles)
        {
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(copy.Folder, file));
        }

        foreach (var folder in new[] { "eng", "shared", "services" })
        {
            Copy(new DirectoryInfo(Path.Combine(Repository.Root, folder)), Path.Combine(copy.Folder, folder));
        }

        return copy;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories().Where(folder => !Built.Contains(folder.Name)))
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }
}
