using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PicoClaw.Contracts;
using PicoClaw.Hosting.Telemetry;

namespace PicoClaw.Ingress.Spool.Files;

/// <summary>The content of a record: a message and its place in a trace, or an <see cref="Action"/> in place of the message.</summary>
internal sealed record SpooledMessage(MessageReceived? Message, string? Trace)
{
    // Chinese text takes half the bytes when it is not escaped.
    private static readonly SpoolJson Json = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>A press; null: a message. Absent in files of a version before.</summary>
    public ActionReceived? Action { get; init; }

    [JsonIgnore]
    public Guid Id => Action?.Id ?? Message!.Id;

    /// <summary>When the platform says it was written; of a press, when it was read.</summary>
    [JsonIgnore]
    public DateTimeOffset SentAt => Action?.ReceivedAt ?? Message!.SentAt;

    public static SpooledMessage Of(MessageReceived message) => new(message, TraceParent.Current);

    public static SpooledMessage Of(ActionReceived action) => new(Message: null, TraceParent.Current) { Action = action };

    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, Json.SpooledMessage);

    /// <summary>Null when it is neither a message nor a press that this version can read.</summary>
    public static SpooledMessage? Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, Json.SpooledMessage) is { } read && (read.Message is not null || read.Action is not null) ? read : null;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
