using System.Text.Json;

namespace DingTalk.Stream.Protocol;

/// <summary>Bytes to frame; what the official samples leave out or spell differently is accepted (dingtalk.md, section 2.1).</summary>
internal static class FrameParser
{
    /// <exception cref="MalformedFrameException">Not a JSON object.</exception>
    public static StreamFrame Parse(ReadOnlyMemory<byte> utf8) => LenientJson.ReadObject(utf8, "the frame", Read);

    private static StreamFrame Read(JsonElement root) => new()
    {
        Type = root.Text("type") ?? "",
        Headers = Headers(root),
        Data = root.Child("data") switch
        {
            null => "",
            { ValueKind: JsonValueKind.Object or JsonValueKind.Array } data => data.GetRawText(),
            { } data => data.AsText() ?? "",
        },
    };

    private static FrameHeaders Headers(JsonElement root)
    {
        var values = new List<KeyValuePair<string, string>>(8);
        if (root.Text("time") is { } time)
        {
            values.Add(new("time", time));
        }

        if ((root.Child("headers") ?? root.Child("header")) is { ValueKind: JsonValueKind.Object } headers)
        {
            foreach (var header in headers.EnumerateObject())
            {
                if (header.Value.AsText() is { } value)
                {
                    values.Add(new(header.Name, value));
                }
            }
        }

        return new FrameHeaders(values);
    }
}
