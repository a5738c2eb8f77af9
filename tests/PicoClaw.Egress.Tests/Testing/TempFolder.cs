namespace PicoClaw.Egress.Tests.Testing;

internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("picoclaw-egress-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
