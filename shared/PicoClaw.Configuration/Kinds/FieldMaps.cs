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
        if (!reading.FromEnvironment && reading.Node.Kind != JsonValueKind.Object)
        {
            reading.Expected("an object { }");
            return;
        }

        // Keys of .NET configuration do not distinguish upper and lower case; nor do headers.
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, node) in Entries(reading))
        {
            var path = $"{reading.Path}.{name}";
            if (name.Trim().Length == 0 || name.Contains(':', StringComparison.Ordinal))
            {
                reading.Refuse($"is not the name of a {kind}.", node, path);
            }
            else if (!reading.RequireText(node, path))
            {
                continue;
            }
            else if (!seen.Add(name))
            {
                reading.Refuse($"is written twice; upper and lower case make no difference in a {kind}.", node, path);
            }
            else if (read(node, path) is { } value)
            {
                reading.Emit(value, $":{name}");
            }
        }
    }

    // In a variable: name=value; name=value.
    private static IEnumerable<(string Name, ConfigNode Value)> Entries(FieldReading reading) => !reading.FromEnvironment
        ? reading.Node.Members.Select(member => (member.Name, member.Value))
        : reading.Node.Text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(entry => entry.Split('=', 2, StringSplitOptions.TrimEntries))
            .Select(pair => (pair[0], ConfigNode.FromVariable(reading.Node.Place.Source, pair.ElementAtOrDefault(1) ?? "")));
}
