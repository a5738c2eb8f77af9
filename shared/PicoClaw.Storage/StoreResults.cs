using Dapper;

namespace PicoClaw.Storage;

/// <summary>The results of several statements that went out together. Read them in the statements' order; one that returns no rows has none.</summary>
public sealed class StoreResults
{
    private readonly SqlMapper.GridReader _reader;
    private bool _hasFailed;

    internal StoreResults(SqlMapper.GridReader reader) => _reader = reader;

    public async Task<IReadOnlyList<T>> RowsAsync<T>() => (await _reader.ReadAsync<T>()).AsList();

    public Task<T?> FirstOrDefaultAsync<T>() => _reader.ReadFirstOrDefaultAsync<T>()!;

    /// <summary>A statement failed, and with it all that follow.</summary>
    internal void Fail() => _hasFailed = true;

    // Dapper cancels a command with results that nobody read, and PostgreSQL's driver opens a connection for that.
    internal async Task SkipRestAsync()
    {
        while (!_hasFailed && !_reader.IsConsumed)
        {
            await _reader.ReadAsync();
        }
    }
}
