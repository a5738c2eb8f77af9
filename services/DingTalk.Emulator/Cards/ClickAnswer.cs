using System.Text.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Cards;

// The changes in a card callback's ack: {"response":{"cardUpdateOptions","cardData","userPrivateData"}}. Some clients omit the wrapper.
internal sealed record ClickAnswer(Dictionary<string, string>? Data, bool DataByKey, Dictionary<string, string>? Private, bool PrivateByKey)
{
    public static ClickAnswer? Read(string? ackData)
    {
        if (ackData is null || JsonText.ParseObject(ackData, out _) is not { } root)
        {
            return null;
        }

        var answer = root["response"] as JsonObject ?? root;
        var options = new JsonFields(answer["cardUpdateOptions"] as JsonObject ?? []);
        return new ClickAnswer(
            Params(answer["cardData"]), options.Flag("updateCardDataByKey") ?? false, Params(answer["userPrivateData"]),
            options.Flag("updatePrivateDataByKey") ?? false);
    }

    // Null when absent. An empty map counts: without "by key" it removes all variables.
    private static Dictionary<string, string>? Params(JsonNode? part) => (part as JsonObject)?["cardParamMap"] is JsonObject map
        ? map.Where(field => field.Value?.GetValueKind() == JsonValueKind.String)
            .ToDictionary(field => field.Key, field => field.Value!.GetValue<string>(), StringComparer.Ordinal)
        : null;
}
