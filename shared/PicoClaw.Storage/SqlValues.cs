using System.Data;
using System.Globalization;
using Dapper;

namespace PicoClaw.Storage;

/// <summary>
/// Values with their types, for which nobody has to guess: Dapper's own list asks the driver for the type of each, which takes longer than all
/// else that is done for a parameter.
/// </summary>
internal sealed class SqlValues : SqlMapper.IDynamicParameters
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 256).Select(Name)];

    private readonly List<(string Name, object? Value, DbType Type)> _values = [];

    /// <summary>Adds a value and returns the name that it got.</summary>
    public string Add(object? value, DbType type)
    {
        var name = _values.Count < Names.Length ? Names[_values.Count] : Name(_values.Count);
        Add(name, value, type);
        return name;
    }

    public void Add(string name, object? value, DbType type) => _values.Add((name, value, type));

    public void AddParameters(IDbCommand command, SqlMapper.Identity identity)
    {
        foreach (var (name, value, type) in _values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.DbType = type;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"v{number}");
}
