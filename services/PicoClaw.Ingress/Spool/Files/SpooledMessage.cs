using System.Text.Encodings.Web;
using System.Text.Json;
using PicoClaw.Contracts;

namespace PicoClaw.Ingress.Spool.Files;

/// <summary>The content of a record: a message and its place in a trace.</summary>
internal sealed record SpooledMessage(MessageReceived Message, string? Trace)
{
    // Chinese text takes half the bytes when it is not escaped.
    private static readonly SpoolJson Json = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, Json.SpooledMessage);

    /// <summary>Null when it is not a message that this version can read.</summary>
    public static SpooledMessage? Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, Json.SpooledMessage) is { Message: not null } read ? read : null;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
