using System.Text.Json.Nodes;
using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Cards;

// privateData of a create or an update: {"<userId>":{"cardParamMap":{…}}}
internal static class PrivateData
{
    public static Dictionary<string, Dictionary<string, string>> Read(JsonFields call)
    {
        var read = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (user, data) in call.Object("privateData") ?? [])
        {
            var inner = new JsonFields(new JsonObject { ["cardData"] = data?.DeepClone() });
            read[user] = CardParams.Read(inner);
            if (inner.Problem is not null)
            {
                call.Report($"\"privateData\" of {user}: \"cardParamMap\" must hold strings only");
            }
        }

        return read;
    }
}
