using System.Text.Json;

namespace DingTalk.Stream.Protocol;

internal static class GraphCallParser
{
    public static GraphCall Parse(ParsedFrame frame) => LenientJson.ReadObject(frame.Data, "the graph call", Read);

    private static GraphCall Read(JsonElement data)
    {
        var line = data.Nested("requestLine");
        return new GraphCall
        {
            Method = line?.NonEmptyText("method") ?? "GET",
            Uri = line?.NonEmptyText("uri") ?? "/",
            Headers = ReadHeaders(data.Nested("headers")),
            Body = data.Text("body") ?? data.Child("body")?.GetRawText() ?? "",
        };
    }

    private static Dictionary<string, string> ReadHeaders(JsonElement? headers)
    {
        var read = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (headers is { ValueKind: JsonValueKind.Object } fields)
        {
            foreach (var field in fields.EnumerateObject())
            {
                read[field.Name] = field.Value.AsText() ?? field.Value.GetRawText();
            }
        }

        return read;
    }
}
