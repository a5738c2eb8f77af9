using System.Text.Json;
using System.Text.Json.Nodes;
using PicoClaw.Configuration.Documents;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Kinds;

/// <summary>Fields that hold texts under names of the user's choice.</summary>
internal static class FieldMaps
{
    public static readonly FieldKind TextsByKey = new(reading => Each(reading, "entry", (node, _) => node.Text), TextsByName);

    /// <summary>Digests of secrets, never shown either.</summary>
    public static readonly FieldKind Hashes = new(reading => Each(reading, "client", (node, _) => node.Text.Trim()), TextsByName) { IsSecret = true };

    /// <summary>Header names and values.</summary>
    public static readonly FieldKind Headers = new(reading => Each(reading, "header", (node, _) => node.Text), TextsByName) { IsSecret = true };

    /// <summary>Headers whose values may be read from files and are never shown.</summary>
    public static readonly FieldKind SecretHeaders = new(
        reading => Each(reading, "header", (node, path) => Secret(reading, node, path)), TextsByName)
    {
        IsSecret = true,
    };

    /// <summary>Variables of a program whose values may be read from files and are never shown.</summary>
    public static readonly FieldKind SecretsByName = new(
        reading => Each(reading, "variable", (node, path) => Secret(reading, node, path)), TextsByName)
    {
        IsSecret = true,
    };

    private static JsonObject TextsByName() => JsonTypes.Map(JsonTypes.Text());

    private static string? Secret(FieldReading reading, ConfigNode node, string path)
    {
        reading.Writer.Secrets.Note(node, isSecret: true);
        return reading.Secret(node, path);
    }

    private static void Each(FieldReading reading, string kind, Func<ConfigNode, string, string?> read)
    {
        if (reading.Node.Kind != JsonValueKind.Object)
        {
            reading.Expected("an object { }");
            return;
        }

        // Keys of .NET configuration do not distinguish upper and lower case; nor do headers.
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in reading.Node.Members)
        {
            var path = $"{reading.Path}.{member.Name}";
            if (member.Name.Trim().Length == 0 || member.Name.Contains(':', StringComparison.Ordinal))
            {
                reading.Refuse($"is not the name of a {kind}.", member.Value, path);
            }
            else if (!reading.RequireText(member.Value, path))
            {
                continue;
            }
            else if (!seen.Add(member.Name))
            {
                reading.Refuse($"is written twice; upper and lower case make no difference in a {kind}.", member.Value, path);
            }
            else if (read(member.Value, path) is { } value)
            {
                reading.Emit(value, $":{member.Name}");
            }
        }
    }
}
