using System.Data;
using System.Runtime.CompilerServices;

namespace PicoClaw.Storage;

/// <summary>Writes an interpolated string into a <see cref="SqlBatch"/>; the compiler calls it.</summary>
[InterpolatedStringHandler]
public readonly ref struct SqlStatement
{
    private readonly SqlBatch _batch;

    public SqlStatement(int literalLength, int formattedCount, SqlBatch batch)
    {
        _ = literalLength + formattedCount;
        _batch = batch;
    }

    public void AppendLiteral(string value) => _batch.Write(value);

    public void AppendFormatted(string? value) => _batch.Write(value, DbType.String);

    public void AppendFormatted(long? value) => _batch.Write(value, DbType.Int64);
}
