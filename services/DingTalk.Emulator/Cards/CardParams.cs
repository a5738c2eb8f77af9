using System.Text.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Cards;

// cardData.cardParamMap: the variables of a template, all strings.
internal static class CardParams
{
    // Per card; far more than DingTalk recommends.
    public const int MaxCharacters = 100_000;

    public static Dictionary<string, string> Read(JsonFields call)
    {
        var data = new JsonFields(call.Object("cardData") ?? []);
        var map = data.Object("cardParamMap") ?? [];
        if (data.Problem is not null || map.Any(field => field.Value?.GetValueKind() != JsonValueKind.String))
        {
            call.Report("\"cardData.cardParamMap\" must hold strings only");
            return [];
        }

        var found = map.ToDictionary(field => field.Key, field => field.Value!.GetValue<string>(), StringComparer.Ordinal);
        if (Characters(found) > MaxCharacters)
        {
            call.Report($"\"cardData\" is longer than {MaxCharacters} characters");
        }

        return found;
    }

    // privateData of a create or an update: {"<userId>":{"cardParamMap":{…}}}
    public static Dictionary<string, Dictionary<string, string>> ReadPrivate(JsonFields call)
    {
        var read = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (user, data) in call.Object("privateData") ?? [])
        {
            var inner = new JsonFields(new JsonObject { ["cardData"] = data?.DeepClone() });
            read[user] = Read(inner);
            if (inner.Problem is not null)
            {
                call.Report($"\"privateData\" of {user}: \"cardParamMap\" must hold strings only");
            }
        }

        return read;
    }

    public static int Characters(Dictionary<string, string> values) => values.Sum(one => one.Key.Length + one.Value.Length);
}
