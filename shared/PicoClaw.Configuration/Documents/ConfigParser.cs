using System.Text;
using System.Text.Json;

namespace PicoClaw.Configuration.Documents;

/// <summary>Parses strict JSON into a tree of nodes with positions. Throws at the first syntax error; reports every duplicate key.</summary>
internal static class ConfigParser
{
    private const int MaxDepth = 64;

    public static ConfigNode Parse(ConfigText text, ConfigReport report)
    {
        if (text.Bytes.Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new ConfigException($"{text.File}, line 1, column 1: the file is empty. Write at least {{ }}.");
        }

        var reader = new Utf8JsonReader(text.Bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            var root = ReadValue(ref reader, text, "", report);
            reader.Read();
            return root;
        }
        catch (JsonException exception)
        {
            var offset = text.OffsetOf(exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0);
            var place = text.PlaceAt(offset);
            var advice = reader.CurrentDepth >= MaxDepth - 1 && text.Bytes[offset..].IndexOfAny((byte)'[', (byte)'{') == 0
                ? $"the brackets are nested too deeply (more than {MaxDepth} levels)."
                : SyntaxAdvice.For(text, offset);
            throw new ConfigException(
                $"{place.Describe("")} {advice}{Environment.NewLine}{SourceExcerpt.Show(text.LineOf(place), place)}");
        }
    }

    private static ConfigNode ReadValue(ref Utf8JsonReader reader, ConfigText text, string path, ConfigReport report)
    {
        var start = (int)reader.TokenStartIndex;
        var place = text.PlaceAt(start);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(ref reader, text, path, report, start),
            JsonTokenType.StartArray => ReadArray(ref reader, text, path, report, start),
            JsonTokenType.String => new ConfigNode(JsonValueKind.String, place, ReadText(ref reader, place, path)),
            JsonTokenType.Number => new ConfigNode(JsonValueKind.Number, place, Encoding.UTF8.GetString(reader.ValueSpan)),
            JsonTokenType.True => new ConfigNode(JsonValueKind.True, place, "true"),
            JsonTokenType.False => new ConfigNode(JsonValueKind.False, place, "false"),
            _ => new ConfigNode(JsonValueKind.Null, place),
        };
    }

    private static ConfigNode ReadObject(ref Utf8JsonReader reader, ConfigText text, string path, ConfigReport report, int start)
    {
        var members = new List<ConfigMember>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var place = text.PlaceAt((int)reader.TokenStartIndex);
            var name = ReadText(ref reader, place, path);
            var memberPath = path.Length == 0 ? name : $"{path}.{name}";
            if (!seen.TryAdd(name, place.Line))
            {
                report.Problem(place, memberPath, $"is written twice (first on line {seen[name]}). Remove one of the two.");
            }

            reader.Read();
            members.Add(new ConfigMember(name, place, ReadValue(ref reader, text, memberPath, report)));
        }

        return new ConfigNode(JsonValueKind.Object, text.PlaceAt(start), Source(ref reader, text, start)) { Members = members };
    }

    private static ConfigNode ReadArray(ref Utf8JsonReader reader, ConfigText text, string path, ConfigReport report, int start)
    {
        var items = new List<ConfigNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader, text, $"{path}[{items.Count}]", report));
        }

        return new ConfigNode(JsonValueKind.Array, text.PlaceAt(start), Source(ref reader, text, start)) { Items = items };
    }

    private static string Source(ref Utf8JsonReader reader, ConfigText text, int start) =>
        Encoding.UTF8.GetString(text.Bytes[start..(int)reader.BytesConsumed]);

    private static string ReadText(ref Utf8JsonReader reader, ConfigPlace place, string path)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // The reader accepts \ud800 alone and only fails when the text is decoded.
            throw new ConfigException($"{place.Describe(path)} holds a \\u escape that is half of a pair. Write the character itself.");
        }
    }
}
