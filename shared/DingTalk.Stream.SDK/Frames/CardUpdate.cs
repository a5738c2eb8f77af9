using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DingTalk.Stream.Protocol;

/// <summary>
/// Changes of a card, as the answer to its callback: <c>{"response":{"cardUpdateOptions","cardData","userPrivateData"}}</c>.
/// The values of a card's variables are text. Source: docs/dingtalk-protocol.md 2.2.
/// </summary>
public sealed record CardUpdate
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The variables that change for everyone.</summary>
    public IReadOnlyDictionary<string, string> CardData { get; init; } = new Dictionary<string, string>();

    /// <summary>The variables that change for the user who acted.</summary>
    public IReadOnlyDictionary<string, string> UserPrivateData { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether variables that are not named keep their values, also those of <see cref="UserPrivateData"/>; true.</summary>
    public bool UpdateByKey { get; init; } = true;

    /// <summary>The number of variables, without their values.</summary>
    public override string ToString() => $"update of {CardData.Count + UserPrivateData.Count} variables";

    internal string ToAckData()
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("response"u8);
            writer.WriteStartObject("cardUpdateOptions"u8);
            writer.WriteBoolean("updateCardDataByKey"u8, UpdateByKey);
            writer.WriteBoolean("updatePrivateDataByKey"u8, UpdateByKey);
            writer.WriteEndObject();
            Write(writer, "cardData", CardData);
            Write(writer, "userPrivateData", UserPrivateData);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, string> values)
    {
        writer.WriteStartObject(name);
        writer.WriteStartObject("cardParamMap"u8);
        foreach (var (key, value) in values)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
