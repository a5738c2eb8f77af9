namespace PicoClaw.Packages.Tests.Packaging;

/// <summary>The home of a user who has never used .NET, NuGet or PicoClaw.</summary>
internal sealed class CleanHome : IDisposable
{
    public CleanHome() => Directory.CreateDirectory(Temp);

    public string Folder { get; } = Directory.CreateTempSubdirectory("picoclaw-home-").FullName;

    public IReadOnlyList<(string Name, string Value)> Environment =>
        [("HOME", Folder), ("DOTNET_CLI_HOME", Folder), ("NUGET_PACKAGES", Path.Combine(Folder, ".nuget", "packages")), ("TMPDIR", Temp)];

    private string Temp => Path.Combine(Folder, "tmp");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
