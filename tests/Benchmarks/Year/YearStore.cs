using Benchmarks.Pipeline.Floor;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using PicoClaw.Storage;

namespace Benchmarks.Year;

/// <summary>A service on its store, none of it started, on the simulated clock.</summary>
internal sealed class YearStore : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly YearClock _clock;
    private readonly string? _folder;
    private readonly string _service;
    private readonly string? _postgres;

    private YearStore(IHost host, YearClock clock, string? folder, string? postgres, string service) =>
        (_host, _clock, _folder, _postgres, _service) = (host, clock, folder, postgres, service);

    public IServiceProvider Services => _host.Services;

    private IStore Store => Services.GetRequiredKeyedService<IStore>(_service);

    /// <param name="service">Its name.</param>
    /// <param name="postgres">The server's address; null: SQLite in <paramref name="folder"/>.</param>
    /// <param name="folder">Null: PostgreSQL.</param>
    /// <param name="clock">The simulated day.</param>
    /// <param name="add">Adds the service.</param>
    public static async Task<YearStore> OpenAsync(string service, string? postgres, string? folder, YearClock clock, Action<IServiceCollection> add)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("Store:Postgres", postgres), new("Store:Directory", folder)]);
        builder.Services.AddSingleton<TimeProvider>(clock);
        add(builder.Services);
        var store = new YearStore(builder.Build(), clock, folder, postgres, service);
        await store.Store.MigrateAsync(CancellationToken.None);
        await store.SetClockAsync();
        return store;
    }

    /// <summary>PostgreSQL's clock follows the simulated one; SQLite's is it.</summary>
    public Task SetClockAsync() => _folder is not null
        ? Task.CompletedTask
        : ExecuteAsync(
            $"CREATE OR REPLACE FUNCTION now_ms() RETURNS BIGINT LANGUAGE sql VOLATILE AS 'SELECT {_clock.Now.ToUnixTimeMilliseconds()}::bigint'");

    /// <summary>What autovacuum does within minutes, which are months here.</summary>
    public async Task VacuumAsync()
    {
        if (_postgres is null)
        {
            return;
        }

        await using var source = NpgsqlDataSource.Create(FloorStore.Connection(_postgres));
        await using var vacuum = source.CreateCommand("VACUUM");
        vacuum.CommandTimeout = 600;
        await vacuum.ExecuteNonQueryAsync();
    }

    public Task ExecuteAsync(string sql, object? parameters = null) =>
        Store.WriteAsync(session => session.ExecuteAsync(sql, parameters), CancellationToken.None);

    /// <summary>Rows and bytes of a table with its indexes; SQLite tells no bytes of one table.</summary>
    public Task<(long Rows, long Bytes)> SizeAsync(string table) => Store.ReadAsync(
        async session => (
            await session.FirstOrDefaultAsync<long>($"SELECT COUNT(*) FROM {table}"),
            _folder is null ? await session.FirstOrDefaultAsync<long>($"SELECT pg_total_relation_size('{table}')") : 0),
        CancellationToken.None);

    /// <summary>Bytes of all of it: SQLite's file and its log.</summary>
    public long FileBytes() => _folder is null
        ? 0
        : Directory.GetFiles(_folder, $"{_service}.db*").Sum(file => new FileInfo(file).Length);

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }
    }
}
