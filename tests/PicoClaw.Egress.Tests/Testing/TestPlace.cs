using PicoClaw.Tests.Postgres;

namespace PicoClaw.Egress.Tests.Testing;

/// <summary>Where the store of one test lies.</summary>
internal sealed class TestPlace(bool onPostgres) : IAsyncDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("picoclaw-egress-").FullName;

    public TestPostgres? Postgres { get; } = onPostgres ? new() : null;

    public async ValueTask DisposeAsync()
    {
        await (Postgres?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(Path, recursive: true);
    }
}
