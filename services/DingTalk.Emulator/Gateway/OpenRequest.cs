using System.Text.Json.Nodes;
using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Gateway;

internal sealed record OpenRequest(string ClientId, string ClientSecret, IReadOnlyList<Subscription> Subscriptions)
{
    private const int LongestUa = 256;

    // `problem` is worded like DingTalk's "ua invalid": the field, then the error.
    public static OpenRequest? Parse(JsonObject root, out string problem)
    {
        var fields = new JsonFields(root);
        var clientId = fields.Text("clientId", required: true);
        var secret = fields.Text("clientSecret", required: true);
        fields.Text("localIp");
        fields.Object("extras");
        var subscriptions = ReadSubscriptions(fields);
        problem = fields.Problem ?? (UaIsFine(root) ? "" : "ua invalid");
        return problem.Length == 0 ? new OpenRequest(clientId!, secret!, subscriptions) : null;
    }

    private static bool UaIsFine(JsonObject root) => root["ua"] is not { } ua
        || (ua is JsonValue value && value.TryGetValue<string>(out var text) && text.Length <= LongestUa && !text.Any(char.IsControl));

    private static List<Subscription> ReadSubscriptions(JsonFields fields)
    {
        if (fields.Root["subscriptions"] is not JsonArray { Count: > 0 } list)
        {
            fields.Report("subscriptions must be a list with at least one entry");
            return [];
        }

        var found = new List<Subscription>();
        foreach (var item in list)
        {
            var entry = item is JsonObject one ? new JsonFields(one) : null;
            var type = entry?.Text("type");
            var topic = entry?.Text("topic");
            if (string.IsNullOrEmpty(topic) || type is not ("EVENT" or "CALLBACK" or "SYSTEM"))
            {
                // The Go SDK subscribes to SYSTEM, and DingTalk tolerates it.
                fields.Report("subscriptions invalid: each needs a type (EVENT or CALLBACK) and a topic");
                break;
            }

            if (type == "EVENT" && topic != "*")
            {
                fields.Report("subscriptions invalid: EVENT takes only the topic *");
                break;
            }

            found.Add(new Subscription(type, topic));
        }

        return found;
    }
}
