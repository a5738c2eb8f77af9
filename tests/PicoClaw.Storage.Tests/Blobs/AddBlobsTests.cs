using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Storage.Blobs;

namespace PicoClaw.Storage.Tests.Blobs;

public sealed class AddBlobsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("picoclaw-blobs-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task AddBlobs_Twice_IsOneStoreWithOneCleaner()
    {
        await using var provider = Build(keepDays: 7, times: 2);

        provider.GetServices<IBlobStore>().ShouldHaveSingleItem().ShouldBeOfType<FolderBlobStore>();
        provider.GetServices<IHostedService>().OfType<BlobCleaner>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task CleanAsync_OverItsTerm_Goes()
    {
        await using var provider = Build(keepDays: 3, times: 1);
        var blobs = provider.GetRequiredService<IBlobStore>();
        var blob = await blobs.WriteAsync(new MemoryStream([1]), Cancel);
        var cleaner = provider.GetRequiredService<BlobCleaner>();

        _time.Advance(TimeSpan.FromDays(3));
        (await cleaner.CleanAsync(Cancel)).ShouldBe(0);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        (await cleaner.CleanAsync(Cancel)).ShouldBe(1);

        (await blobs.OpenAsync(blob.Id, Cancel)).ShouldBeNull();
    }

    private ServiceProvider Build(int keepDays, int times)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
            [new("Store:Directory", _root), new("Blobs:KeepDays", $"{keepDays}")]).Build());
        services.AddSingleton<TimeProvider>(_time);
        services.AddLogging();
        for (var time = 0; time < times; time++)
        {
            services.AddBlobs();
        }

        return services.BuildServiceProvider();
    }
}
