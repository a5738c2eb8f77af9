using Benchmarks.Pipeline.Floor;
using Harness.Processes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using PicoClaw.Storage;

namespace Benchmarks.Growth;

/// <summary>A service as it runs on PostgreSQL, none of it started, and the tables below it.</summary>
internal sealed class GrownStore : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly IHost _host;
    private readonly NpgsqlDataSource _source;

    private GrownStore(IHost host, NpgsqlDataSource source) => (_host, _source) = (host, source);

    public IServiceProvider Services => _host.Services;

    public static async Task<GrownStore> OpenAsync(Server postgres, string service, Action<IServiceCollection> add)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
        [
            new("Store:Postgres", postgres.Address),
            new("Accounts:bench:Channel", "dingtalk"),
            new("Accounts:bench:Enabled", "true"),
            new("Accounts:bench:ClientId", "bench"),
            new("Accounts:bench:ClientSecret", "secret"),
        ]);
        add(builder.Services);
        var host = builder.Build();
        await host.Services.GetRequiredKeyedService<IStore>(service).MigrateAsync(CancellationToken.None);
        var connection = new NpgsqlConnectionStringBuilder(FloorStore.Connection(postgres.Address))
        {
            SearchPath = service,
            CommandTimeout = (int)Patience.TotalSeconds,
            MaxAutoPrepare = 0,

            // Only the product's statements are explained.
            Options = "-c auto_explain.log_min_duration=-1",
        };
        return new GrownStore(host, NpgsqlDataSource.Create(connection));
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> CountAsync(string table)
    {
        await using var command = _source.CreateCommand($"SELECT COUNT(*) FROM {table}");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }
    }
}
