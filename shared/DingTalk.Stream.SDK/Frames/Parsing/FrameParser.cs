using System.Text.Json;

namespace DingTalk.Stream.Protocol;

// Parses a frame and accepts what the official samples leave out or spell differently (docs/dingtalk-protocol.md 2.1). Every frame passes
// here, so it reads tokens itself and copies only the data, to unescape it.
internal static class FrameParser
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = LenientJson.MaxDepth };

    // `data` is a buffer for the frame's data. Throws MalformedFrameException when the frame is not a JSON object.
    public static ParsedFrame Parse(ReadOnlyMemory<byte> utf8, PooledBuffer data)
    {
        try
        {
            try
            {
                return Read(utf8, data);
            }
            catch (InvalidOperationException)
            {
                return Read(LenientJson.Repair(utf8), data);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new MalformedFrameException("the frame is not valid JSON", exception);
        }
    }

    private static ParsedFrame Read(ReadOnlyMemory<byte> utf8, PooledBuffer buffer)
    {
        var reader = new Utf8JsonReader(utf8.Span, Options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new MalformedFrameException("the frame is not a JSON object");
        }

        var (type, time, data) = ("", (string?)null, ReadOnlyMemory<byte>.Empty);
        Utf8JsonReader headers = default, header = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("data"u8))
            {
                data = Data(ref reader, utf8, buffer);
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                type = Text(ref reader) ?? "";
            }
            else if (reader.ValueTextEquals("headers"u8))
            {
                headers = Note(ref reader);
            }
            else if (reader.ValueTextEquals("header"u8))
            {
                header = Note(ref reader);
            }
            else if (reader.ValueTextEquals("time"u8))
            {
                time = Text(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        // Throws if anything follows the object.
        reader.Read();
        var found = Headers(headers.TokenType == JsonTokenType.None ? header : headers, time);
        return new ParsedFrame(new StreamFrame { Type = type, Headers = found }, data);
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        var text = KnownStrings.Value(ref reader);
        reader.Skip();
        return text;
    }

    // Remembers the start of a value, unless it is null.
    private static Utf8JsonReader Note(scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        var noted = reader.TokenType == JsonTokenType.Null ? default : reader;
        reader.Skip();
        return noted;
    }

    private static ReadOnlyMemory<byte> Data(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, PooledBuffer buffer)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                buffer.ShrinkBack();
                buffer.Grow(reader.ValueSpan.Length);
                return buffer.Bytes.AsMemory(0, reader.CopyString(buffer.Bytes));
            case JsonTokenType.Null:
                return default;
            default:
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                return utf8[start..(int)reader.BytesConsumed];
        }
    }

    private static FrameHeaders Headers(Utf8JsonReader reader, string? time)
    {
        var values = new List<KeyValuePair<string, string>>(8);
        if (time is not null)
        {
            values.Add(new("time", time));
        }

        var isObject = reader.TokenType == JsonTokenType.StartObject;
        while (isObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = KnownStrings.Name(ref reader);
            if (Text(ref reader) is { } value)
            {
                values.Add(new(name, value));
            }
        }

        return new FrameHeaders(values);
    }
}
