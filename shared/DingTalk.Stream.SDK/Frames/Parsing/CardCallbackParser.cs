using System.Text.Json;

namespace DingTalk.Stream.Protocol;

internal static class CardCallbackParser
{
    public static CardCallback Parse(ParsedFrame frame) => LenientJson.ReadObject(frame.Data, "the card callback", Read);

    private static CardCallback Read(JsonElement data)
    {
        var privateData = data.Nested("content")?.Nested("cardPrivateData");
        return new CardCallback
        {
            OutTrackId = data.Text("outTrackId") ?? "",
            Type = data.Text("type") ?? "",
            UserId = data.NonEmptyText("userId"),
            UserIdType = data.NonEmptyText("userIdType"),
            CorpId = data.NonEmptyText("corpId"),
            SpaceId = data.NonEmptyText("spaceId"),
            SpaceType = data.NonEmptyText("spaceType"),
            ActionIds = privateData?.Nested("actionIds") is { ValueKind: JsonValueKind.Array } ids
                ? [.. ids.EnumerateArray().Select(id => id.AsText()).OfType<string>()]
                : [],
            Parameters = Parameters(privateData?.Nested("params")),
            Content = Json(data, "content"),
            Extension = Json(data, "extension"),
        };
    }

    private static Dictionary<string, string> Parameters(JsonElement? parameters)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        if (parameters is { ValueKind: JsonValueKind.Object } fields)
        {
            foreach (var field in fields.EnumerateObject())
            {
                read[field.Name] = field.Value.AsText() ?? field.Value.GetRawText();
            }
        }

        return read;
    }

    private static string? Json(JsonElement data, string name) => data.NonEmptyText(name) ?? data.Child(name)?.GetRawText();
}
