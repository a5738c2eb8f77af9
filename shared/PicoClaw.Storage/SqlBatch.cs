using System.Data;
using System.Runtime.CompilerServices;
using System.Text;

namespace PicoClaw.Storage;

/// <summary>
/// Statements for one round trip, as many as there are rows. A statement has the same text whatever its values, so the database prepares it once.
/// </summary>
public sealed class SqlBatch
{
    private readonly StringBuilder _sql = new();
    private readonly SqlValues _values = new();

    public string Sql => _sql.ToString();

    public object Parameters => _values;

    /// <summary>Adds a statement; what is interpolated into it is a parameter, never text.</summary>
    public void Add([InterpolatedStringHandlerArgument("")] SqlStatement statement)
    {
        // It has written itself here.
        _ = statement;
        _sql.Append(";\n");
    }

    internal void Write(string text) => _sql.Append(text);

    internal void Write(object? value, DbType type) => _sql.Append('@').Append(_values.Add(value, type));
}
