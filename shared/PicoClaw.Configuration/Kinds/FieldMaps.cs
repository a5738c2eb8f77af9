using System.Text.Json;

namespace PicoClaw.Hosting.Configuration;

/// <summary>The kinds of fields that hold texts by names of the user's choice.</summary>
internal static class FieldMaps
{
    /// <summary>Header names and values.</summary>
    public static void Headers(FieldReading reading) => Each(reading, "header", (node, _) => node.Text);

    /// <summary>Headers whose values may be read from files and are never shown.</summary>
    public static void SecretHeaders(FieldReading reading) => Each(reading, "header", (node, path) => Secret(reading, node, path));

    /// <summary>Variables of a program whose values may be read from files and are never shown.</summary>
    public static void SecretsByName(FieldReading reading) => Each(reading, "variable", (node, path) => Secret(reading, node, path));

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
            else if (member.Value.Kind != JsonValueKind.String)
            {
                reading.Expected("text in double quotes", member.Value, path);
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
