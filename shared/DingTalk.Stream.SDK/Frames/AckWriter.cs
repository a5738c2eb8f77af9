using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DingTalk.Stream.Protocol;

// Writes acks by hand: every frame gets one, and its shape is fixed.
internal static class AckWriter
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Utf8JsonWriter writer, in AckFrame ack)
    {
        writer.WriteStartObject();
        writer.WriteNumber("code"u8, ack.Code);
        writer.WriteStartObject("headers"u8);
        writer.WriteString("contentType"u8, "application/json"u8);
        writer.WriteString("messageId"u8, ack.MessageId);
        writer.WriteEndObject();
        writer.WriteString("message"u8, ack.Message);
        writer.WriteString("data"u8, ack.Data);
        writer.WriteEndObject();
        writer.Flush();
    }

    // The ack data that asks DingTalk to deliver an event again.
    public static string EventLater(string message)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("status"u8, "LATER"u8);
            writer.WriteString("message"u8, message);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
