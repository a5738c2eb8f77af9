namespace PicoClaw.Ingress.Tests.Testing;

internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("picoclaw-spool-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
