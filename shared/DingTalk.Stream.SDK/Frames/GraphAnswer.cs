using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DingTalk.Stream.Protocol;

/// <summary>
/// The answer to a <see cref="GraphCall"/>: <c>{"response":{"statusLine":{"code","reasonPhrase"},"headers":{},"body":"…"}}</c>. It leaves
/// with the ack. Source: docs/dingtalk-protocol.md 2.2.
/// </summary>
public sealed record GraphAnswer
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The HTTP status; 200.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The reason phrase; <c>OK</c>.</summary>
    public string Reason { get; init; } = "OK";

    /// <summary>The headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The body; "".</summary>
    public string Body { get; init; } = "";

    /// <summary>A 200 with a JSON body.</summary>
    /// <param name="json">The body.</param>
    /// <returns>The answer.</returns>
    public static GraphAnswer Json(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new GraphAnswer { Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" }, Body = json };
    }

    /// <summary>Status and length, without the body: safe to log.</summary>
    public override string ToString() => $"{Status} {Reason} with {Body.Length} characters";

    internal string ToAckData()
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("response"u8);
            writer.WriteStartObject("statusLine"u8);
            writer.WriteNumber("code"u8, Status);
            writer.WriteString("reasonPhrase"u8, Reason);
            writer.WriteEndObject();
            writer.WriteStartObject("headers"u8);
            foreach (var (name, value) in Headers)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
            writer.WriteString("body"u8, Body);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
