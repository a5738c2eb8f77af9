namespace DingTalk.Stream.Protocol;

/// <summary>
/// DingTalk calls an AI plug-in of the app, as HTTP in a frame: the parsed <c>data</c> of a <c>CALLBACK</c> frame of topic
/// <see cref="Topics.GraphCall"/>, <c>{"requestLine":{"method","uri"},"headers":{},"body":"…"}</c>. Source: docs/dingtalk-protocol.md
/// 2.3, and DingTalk's SDKs (Python <c>graph.py</c>, Go <c>plugin/</c>).
/// </summary>
public sealed record GraphCall
{
    /// <summary>The method, such as <c>POST</c>; <c>GET</c> when absent.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>Path and query; "/" when absent.</summary>
    public string Uri { get; init; } = "/";

    /// <summary><see cref="Uri"/> without its query.</summary>
    public string Path => Uri.Split('?', 2)[0];

    /// <summary>The headers, with case-insensitive names.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body, usually JSON; "" when absent.</summary>
    public string Body { get; init; } = "";

    /// <summary>Parses a frame's payload: any field may be missing, and the body may be JSON instead of a string.</summary>
    /// <param name="frame">A frame of topic <see cref="Topics.GraphCall"/>.</param>
    /// <returns>The call.</returns>
    /// <exception cref="MalformedFrameException">The data is not a JSON object.</exception>
    public static GraphCall Parse(StreamFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return GraphCallParser.Parse(ParsedFrame.Of(frame));
    }

    /// <summary>Method and path, without query and body: safe to log.</summary>
    public override string ToString() => $"{Method} {Path}";
}
