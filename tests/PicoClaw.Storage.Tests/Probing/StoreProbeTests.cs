using System.Net;
using System.Net.Sockets;
using PicoClaw.Storage.Probing;
using PicoClaw.Tests.Postgres;

namespace PicoClaw.Storage.Tests.Probing;

public sealed class StoreProbeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task LookAsync_EmptyDatabase_IsGood_AndStaysEmpty()
    {
        await using var database = new TestPostgres();
        await database.EnsureAsync();

        var result = await LookAsync(database.Address);

        result.Remedy.ShouldBeNull();
        result.Text.ShouldEndWith(new Uri(database.Address).AbsolutePath);
        (await TestPostgres.ExecuteAsync("SELECT count(*) FROM pg_namespace WHERE nspname IN ('agent', 'egress')", database.Address)).ShouldBe(0L);
    }

    [Fact(Timeout = 180_000)]
    public async Task LookAsync_ReadOnlyDatabase_SaysSo()
    {
        await using var database = new TestPostgres();
        await database.EnsureAsync();
        await TestPostgres.ExecuteAsync($"ALTER DATABASE {new Uri(database.Address).AbsolutePath[1..]} SET default_transaction_read_only = on");

        (await LookAsync(database.Address)).Text.ShouldEndWith("is read-only: a standby, perhaps");
    }

    [Fact(Timeout = 180_000)]
    public async Task LookAsync_WrongPassword_SaysSo_WithoutIt()
    {
        var result = await LookAsync(new UriBuilder(TestPostgres.Server) { Password = "not-the-password" }.Uri.OriginalString);

        result.Text.ShouldContain("refuses user or password");
        $"{result.Text} {result.Remedy}".ShouldNotContain("not-the-password");
    }

    [Fact(Timeout = 180_000)]
    public async Task LookAsync_ServerAway_SaysSo()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var result = await LookAsync($"postgres://user:password@127.0.0.1:{port}/picoclaw");

        result.Text.ShouldStartWith($"PostgreSQL 127.0.0.1:{port}/picoclaw cannot be used");
        result.Remedy!.ShouldStartWith("Start PostgreSQL");
    }

    [Fact]
    public async Task LookAsync_Folder_IsGoodWhereItCanBeCreated_AndIsNotCreated()
    {
        var home = Directory.CreateTempSubdirectory("picoclaw-probe-").FullName;
        try
        {
            var folder = Path.Combine(home, "a", "store");

            (await StoreProbe.LookAsync(new StoreOptions { Directory = folder }, Cancel)).Remedy.ShouldBeNull();

            Directory.GetFileSystemEntries(home).ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    [Fact]
    public async Task LookAsync_FileInPlaceOfTheFolder_SaysSo()
    {
        var file = Path.GetTempFileName();
        try
        {
            (await StoreProbe.LookAsync(new StoreOptions { Directory = Path.Combine(file, "store") }, Cancel)).Text
                .ShouldBe($"{file} is a file, and the store needs a folder there");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<StoreProbeResult> LookAsync(string address) => StoreProbe.LookAsync(new StoreOptions { Postgres = address }, Cancel);
}
