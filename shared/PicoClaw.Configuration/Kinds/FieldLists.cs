using System.Text.Json;
using PicoClaw.Configuration.Documents;
using PicoClaw.Configuration.Schema;

namespace PicoClaw.Configuration.Kinds;

/// <summary>Fields that hold several values. A single value stands for a list of one, as in the original.</summary>
internal static class FieldLists
{
    /// <summary>Not trimmed: a trigger prefix may end with a space on purpose.</summary>
    public static readonly FieldKind Texts = new(ReadTexts, () => JsonTypes.ListOrOne("string"));

    /// <summary>Ids as text or as whole numbers.</summary>
    public static readonly FieldKind Ids = new(ReadIds, () => JsonTypes.ListOrOne("string", "integer"));

    public static void Each(FieldReading reading, string expected, Func<ConfigNode, string, string?> read)
    {
        if (NodesOf(reading) is not { } nodes)
        {
            reading.Expected($"a list [ ] of {expected}");
            return;
        }

        var isList = !reading.FromEnvironment && reading.Node.Kind == JsonValueKind.Array;
        var index = 0;
        for (var i = 0; i < nodes.Count; i++)
        {
            var path = isList ? $"{reading.Path}[{i}]" : reading.Path;
            if (read(nodes[i], path) is { } value)
            {
                reading.Emit(value, $":{index++}");
            }
        }
    }

    private static void ReadTexts(FieldReading reading) =>
        Each(reading, "text in double quotes", (node, path) => reading.RequireText(node, path) ? node.Text : null);

    private static void ReadIds(FieldReading reading) => Each(reading, "text or whole numbers", (node, path) =>
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

    private static IReadOnlyList<ConfigNode>? NodesOf(FieldReading reading) => reading.Node.Kind switch
    {
        _ when reading.FromEnvironment => Split(reading),
        JsonValueKind.Array => reading.Node.Items,
        JsonValueKind.String or JsonValueKind.Number => [reading.Node],
        _ => null,
    };

    private static List<ConfigNode> Split(FieldReading reading)
    {
        var nodes = reading.Node.Text
            .Split([',', '，'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => ConfigNode.FromVariable(reading.Node.Place.Source, text))
            .ToList();
        if (nodes.Count == 0)
        {
            // An empty allow list admits everyone, which commas alone cannot mean.
            reading.Refuse("holds no entry, only commas. Unset it or write at least one.");
        }

        return nodes;
    }
}
