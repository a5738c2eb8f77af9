using System.Text.Json.Nodes;

namespace PicoClaw.Configuration.Schema;

/// <summary>What a field accepts: how a value that was found is checked and normalized, and how a JSON Schema says the same.</summary>
internal sealed record FieldKind(Action<FieldReading> Read, Func<JsonObject> Describe)
{
    /// <summary>What was expected of a normalized value, or null if it is right: for values that come past the file, such as from the command line.</summary>
    public Func<string, string?> Fault { get; init; } = _ => null;
}
