using System.Text.Json;

namespace DingTalk.Stream.Protocol;

/// <summary>
/// DingTalk calls an AI plug-in of the app, as HTTP in a frame: the parsed <c>data</c> of a <c>CALLBACK</c> frame of topic <see cref="Topics.GraphCall"/>,
/// <c>{"requestLine":{"method","uri"},"headers":{},"body":"…"}</c>. Source: dingtalk.md, section 2.3, and DingTalk's SDKs (Python <c>graph.py</c>, Go <c>plugin/</c>).
/// </summary>
public sealed record GraphCall
{
    /// <summary>The method, such as <c>POST</c>; <c>GET</c> when absent.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>What is called, path and query; "/" when absent.</summary>
    public string Uri { get; init; } = "/";

    /// <summary><see cref="Uri"/> without its query.</summary>
    public string Path => Uri.Split('?', 2)[0];

    /// <summary>The headers; their names in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body, JSON as a rule; "" when absent.</summary>
    public string Body { get; init; } = "";

    /// <summary>Parses the payload of a frame; any field may be missing, and the body may be JSON itself.</summary>
    /// <param name="frame">A frame of topic <see cref="Topics.GraphCall"/>.</param>
    /// <returns>The call.</returns>
    /// <exception cref="MalformedFrameException">The data is not a JSON object.</exception>
    public static GraphCall Parse(StreamFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return Parse(ParsedFrame.Of(frame));
    }

    /// <summary>Names the call without query and body, so that it may be logged.</summary>
    public override string ToString() => $"{Method} {Path}";

    internal static GraphCall Parse(ParsedFrame frame) => LenientJson.ReadObject(frame.Data, "the graph call", Read);

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
