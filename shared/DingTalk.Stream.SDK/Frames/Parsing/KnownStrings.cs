using System.Text;
using System.Text.Json;

namespace DingTalk.Stream.Protocol;

// Strings that nearly every frame repeats, so none is allocated for them.
internal static class KnownStrings
{
    private static readonly (string Text, byte[] Utf8)[] Names =
        Known(
            "appId", "connectionId", "contentType", "messageId", "time", "topic",
            "eventId", "eventType", "eventBornTime", "eventCorpId", "eventUnifiedAppId");

    private static readonly (string Text, byte[] Utf8)[] Values =
        Known(FrameTypes.Callback, FrameTypes.Event, FrameTypes.System, Topics.BotMessage, Topics.CardCallback, "application/json");

    public static string Name(ref Utf8JsonReader reader) => Find(ref reader, Names) ?? reader.GetString()!;

    // A string, or a number or boolean as written; null for anything else.
    public static string? Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => Find(ref reader, Values) ?? StringCache.Get(ref reader),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => null,
    };

    private static string? Find(ref Utf8JsonReader reader, (string Text, byte[] Utf8)[] known)
    {
        foreach (var (text, utf8) in known)
        {
            if (reader.ValueTextEquals(utf8))
            {
                return text;
            }
        }

        return null;
    }

    private static (string Text, byte[] Utf8)[] Known(params string[] texts) => [.. texts.Select(text => (text, Encoding.UTF8.GetBytes(text)))];
}
