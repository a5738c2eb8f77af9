using Dapper;

namespace PicoClaw.Storage;

/// <summary>The results of several statements that went out together. Read them in the statements' order; one that returns no rows has none.</summary>
public sealed class StoreResults
{
    private readonly SqlMapper.GridReader _reader;

    internal StoreResults(SqlMapper.GridReader reader) => _reader = reader;

    public async Task<IReadOnlyList<T>> RowsAsync<T>() => (await _reader.ReadAsync<T>()).AsList();

    public Task<T?> FirstOrDefaultAsync<T>() => _reader.ReadFirstOrDefaultAsync<T>()!;
}
