using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PicoClaw.Configuration.Documents;

/// <summary>Parses YAML into the same tree of nodes as JSON.</summary>
internal static class YamlTree
{
    // An anchor that contains itself would never end, and the parser recurses as deep as the text does.
    private const int MaxDepth = 64;

    /// <summary>Null for an empty file.</summary>
    public static ConfigNode? Parse(string file, string text)
    {
        try
        {
            CheckDepth(file, text);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 0 ? null : Node(stream.Documents[0].RootNode, file, 0);
        }
        catch (Exception exception) when (exception is YamlException or ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            // The parser throws some of these itself, for half of a pair of escapes as an example.
            var end = (exception as YamlException)?.End ?? Mark.Empty;

            // The parser's own message is not used: it may quote a secret. For a tab it does not give the line.
            var tab = Array.FindIndex(text.Split('\n'), line => line.TrimStart(' ').StartsWith('\t'));
            var place = tab >= 0
                ? new ConfigPlace(file, tab + 1, 1)
                : new ConfigPlace(file, (int)end.Line, (int)end.Column);
            throw new ConfigException(
                $"{place.Describe("")} this is not YAML. "
                    + "Indent with blanks, two for each level and no tabs; write each key once; put values in double quotes.");
        }
    }

    private static void CheckDepth(string file, string text)
    {
        var parser = new Parser(new StringReader(text));
        for (var depth = 0; parser.MoveNext();)
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MaxDepth)
            {
                throw TooDeep(new ConfigPlace(file, (int)parser.Current.Start.Line, (int)parser.Current.Start.Column));
            }
        }
    }

    private static ConfigException TooDeep(ConfigPlace place) =>
        new($"{place.Describe("")} the values are nested too deeply (more than {MaxDepth} levels).");

    private static ConfigNode Node(YamlNode node, string file, int depth)
    {
        var place = new ConfigPlace(file, (int)node.Start.Line, (int)node.Start.Column);
        if (depth > MaxDepth)
        {
            throw TooDeep(place);
        }

        return node switch
        {
            YamlMappingNode map =>
                new ConfigNode(JsonValueKind.Object, place) { Members = [.. map.Children.Select(pair => Member(pair, file, depth))] },
            YamlSequenceNode list =>
                new ConfigNode(JsonValueKind.Array, place) { Items = [.. list.Children.Select(item => Node(item, file, depth + 1))] },
            YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" } => new ConfigNode(JsonValueKind.Null, place),
            YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" } => new ConfigNode(JsonValueKind.True, place, "true"),
            YamlScalarNode { Style: ScalarStyle.Plain, Value: "false" } => new ConfigNode(JsonValueKind.False, place, "false"),
            YamlScalarNode scalar => new ConfigNode(JsonValueKind.String, place, scalar.Value ?? ""),
            _ => new ConfigNode(JsonValueKind.Null, place),
        };
    }

    private static ConfigMember Member(KeyValuePair<YamlNode, YamlNode> pair, string file, int depth) => new(
        (pair.Key as YamlScalarNode)?.Value ?? "",
        new ConfigPlace(file, (int)pair.Key.Start.Line, (int)pair.Key.Start.Column),
        Node(pair.Value, file, depth + 1));
}
