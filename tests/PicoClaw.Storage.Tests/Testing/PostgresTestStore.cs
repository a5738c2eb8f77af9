using Microsoft.Extensions.Logging.Abstractions;
using PicoClaw.Storage.Postgres;
using PicoClaw.Tests.Postgres;

namespace PicoClaw.Storage.Tests.Testing;

public sealed class PostgresTestStore : TestStore
{
    public const string Schema = "test";

    private readonly TestPostgres _database = new();

    public string DatabaseAddress => _database.Address;

    internal PostgresAddress Address => PostgresAddress.TryParse(_database.Address, Schema)!;

    /// <summary>The notifier of one more replica.</summary>
    internal PostgresLaneNotifier NotifierOf(IStore store) => new(store, Address, TimeProvider.System, NullLogger<PostgresLaneNotifier>.Instance);

    internal PostgresPresence PresenceOf(TimeProvider time) =>
        new(Address, TimeSpan.FromSeconds(2.5), time, NullLogger<PostgresPresence>.Instance);

    /// <summary>Creates the database and gives its address.</summary>
    internal async Task<string> EnsureAsync()
    {
        await _database.EnsureAsync();
        return DatabaseAddress;
    }

    /// <summary>A store as it is outside of tests, on the database's own clock.</summary>
    internal async Task<PostgresStore> CreateUnclockedAsync(string? address = null)
    {
        await EnsureAsync();
        return Create(PostgresAddress.TryParse(address ?? DatabaseAddress, Schema)!);
    }

    public Task<object?> ExecuteAsync(string sql) => TestPostgres.ExecuteAsync(sql, _database.Address);

    protected override async Task<IStore> CreateAsync(TimeProvider time)
    {
        await _database.EnsureAsync();
        return new ClockedStore(Create(Address), time);
    }

    protected override ValueTask RemoveAsync() => _database.DisposeAsync();

    private static PostgresStore Create(PostgresAddress address) =>
        new(address, typeof(TestStore).Assembly, NullLogger<PostgresStore>.Instance);
}
