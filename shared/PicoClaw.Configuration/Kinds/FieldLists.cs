using System.Text.Json;

namespace PicoClaw.Hosting.Configuration;

/// <summary>The kinds of fields that hold several values. A single value stands for a list of one, as in the original.</summary>
internal static class FieldLists
{
    /// <summary>Kept to the letter: a trigger prefix may end with a blank on purpose.</summary>
    public static void Texts(FieldReading reading) => Each(reading, "text in double quotes", (node, path) =>
    {
        if (node.Kind != JsonValueKind.String)
        {
            reading.Expected("text in double quotes", node, path);
            return null;
        }

        return node.Text;
    });

    /// <summary>Ids as text or as whole numbers.</summary>
    public static void Ids(FieldReading reading) => Each(reading, "text or whole numbers", (node, path) =>
    {
        var isId = node.Kind == JsonValueKind.String || (node.Kind == JsonValueKind.Number && node.Text.All(char.IsAsciiDigit));
        if (!isId)
        {
            reading.Expected("text or a whole number", node, path);
            return null;
        }

        var id = node.Text.Trim();
        if (id.Length != node.Text.Length && id.Length > 0)
        {
            reading.Writer.Report.Warn(node.Place, path, "has whitespace around its value, which was removed.");
        }

        return id;
    });

    public static void Each(FieldReading reading, string expected, Func<ConfigNode, string, string?> read)
    {
        var (nodes, single) = reading.FromEnvironment ? (Split(reading), false)
            : reading.Node.Kind switch
            {
                JsonValueKind.Array => (reading.Node.Items, false),
                JsonValueKind.String or JsonValueKind.Number => ([reading.Node], true),
                _ => ((IReadOnlyList<ConfigNode>?)null, false),
            };
        if (nodes is null)
        {
            reading.Expected($"a list [ ] of {expected}");
            return;
        }

        var index = 0;
        for (var i = 0; i < nodes.Count; i++)
        {
            var path = single || reading.FromEnvironment ? reading.Path : $"{reading.Path}[{i}]";
            if (read(nodes[i], path) is { } value)
            {
                reading.Emit(value, $":{index++}");
            }
        }
    }

    private static List<ConfigNode> Split(FieldReading reading)
    {
        var nodes = reading.Node.Text
            .Split([',', '，'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => ConfigNode.FromVariable(reading.Node.Place.Source, text))
            .ToList();
        if (nodes.Count == 0)
        {
            // An empty allow list would let everyone in, which nobody means by writing commas only.
            reading.Refuse("holds no entry, only commas. Unset it or write at least one.");
        }

        return nodes;
    }
}
