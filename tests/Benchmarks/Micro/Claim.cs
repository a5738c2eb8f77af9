using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace Benchmarks.Micro;

/// <summary>A lane on SQLite, each commit on disk.</summary>
public class Claim
{
    private const string Service = "bench";
    private const string Key = "dingtalk:bench:cid";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picoclaw-claim-");
    private ServiceProvider _services = null!;
    private LaneTable _lanes = null!;

    [GlobalSetup]
    public async Task OpenAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Store:Directory", _folder.FullName)]).Build();
        _services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging()
            .AddStore(Service, typeof(Claim).Assembly).BuildServiceProvider();
        var store = _services.GetRequiredKeyedService<IStore>(Service);
        await store.MigrateAsync(CancellationToken.None);
        await store.WriteAsync(session => LaneTable.AppendAsync(session, Key), CancellationToken.None);
        _lanes = new LaneTable(store, TimeSpan.FromMinutes(1));
    }

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Two commits.</summary>
    [Benchmark]
    public async Task ClaimAndHandBack()
    {
        var lease = await _lanes.TryClaimAsync(Key, "bench", CancellationToken.None);
        await _lanes.HandBackAsync(lease!, CancellationToken.None);
    }
}
