using System.Text.Json.Nodes;

namespace PicoClaw.Configuration.Schema;

/// <summary>What a field accepts: how a found value is checked and normalized, and the same as JSON Schema.</summary>
internal sealed record FieldKind(Action<FieldReading> Read, Func<JsonObject> Describe)
{
    /// <summary>Checks a normalized value that does not come from the file, such as one from the command line: what was expected, or null.</summary>
    public Func<string, string?> Fault { get; init; } = _ => null;

    /// <summary>Whether its values are never shown.</summary>
    public bool IsSecret { get; init; }
}
