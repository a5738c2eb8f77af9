using System.Text.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Faults;

// Checks the value of each switch.
internal static class FaultValues
{
    private static readonly string[] Refusals = ["401", "400", "503", "html"];

    // The switches whose value is always a number.
    private static readonly Dictionary<string, (int Min, int Max)> Ranges = new(StringComparer.Ordinal)
    {
        [FaultNames.SendErrcode] = (int.MinValue, int.MaxValue),
        [FaultNames.SendStatus] = (400, 599),
        [FaultNames.RedeliverAfterMs] = (1, 86_400_000),
        [FaultNames.SlowHandshakeMs] = (0, 600_000),
        [FaultNames.DelayAckMs] = (0, 600_000),
        [FaultNames.LatencyMs] = (0, 600_000),
    };

    public static void Check(string name, JsonNode value, JsonFields fields)
    {
        if (Ranges.TryGetValue(name, out var range))
        {
            fields.Integer(name, range.Min, range.Max);
            return;
        }

        switch (name)
        {
            case FaultNames.RefuseOpen:
                Demand(value is JsonValue && Refusals.Contains(value.ToString()), fields, $"\"{name}\" must be 401, 400, 503 or \"html\"");
                break;
            case FaultNames.SendCode:
                CheckSendCode(name, value, fields);
                break;
            case FaultNames.Fragment when value.GetValueKind() != JsonValueKind.True:
                fields.Integer(name, 1, 1_000_000);
                break;
            case FaultNames.Duplicate:
                Demand(value is JsonValue && value.ToString() is "true" or "newMessageId", fields, $"\"{name}\" must be true or \"newMessageId\"");
                break;
            case FaultNames.Malformed:
                Demand(BrokenFrame.Of(value) is not null, fields, $"\"{name}\" must be true, a string, or {{\"base64\":\"...\"}}");
                break;
            case FaultNames.FailAfterDelivery when value.GetValueKind() != JsonValueKind.True:
                fields.Integer(name, 500, 599);
                break;
            case FaultNames.MissingScope:
            case FaultNames.InvalidStaffIds:
            case FaultNames.FlowControlledStaffIds:
            case FaultNames.UndeliverableSpaces:
                Demand(IsNames(value), fields, $"\"{name}\" must be true, a name, or a list of names");
                break;
            case FaultNames.Throttle:
                CheckThrottle(name, value, fields);
                break;
            case FaultNames.Model:
                CheckModel(name, value, fields);
                break;
            default:
                Demand(value.GetValueKind() == JsonValueKind.True, fields, $"\"{name}\" must be true or false");
                break;
        }
    }

    // Null = every API.
    public static string? ThrottledApi(JsonNode value) =>
        (value as JsonObject)?["api"] is JsonValue api && Apis.Normalize(api.ToString()) is { } known && known != Apis.Any ? known : null;

    private static void CheckThrottle(string name, JsonNode value, JsonFields fields)
    {
        var inner = value is JsonObject root ? new JsonFields(root) : null;
        inner?.OnlyKnown(["api", "perSecond", "status", "retryAfterSeconds"]);
        inner?.Integer("perSecond", 0, 100_000);
        inner?.Integer("status", 400, 599);
        inner?.Integer("retryAfterSeconds", 0, 86_400);
        var good = inner is { Problem: null } && inner.Has("perSecond")
            && (!inner.Has("api") || Apis.Normalize(inner.Root["api"]!.ToString()) is not null);
        Demand(
            good, fields,
            $"\"{name}\" must look like {{\"api\":\"webhook|oto|group|card|*\",\"perSecond\":5,\"status\":429,\"retryAfterSeconds\":2}}");
    }

    private static void CheckSendCode(string name, JsonNode value, JsonFields fields)
    {
        var inner = value is JsonObject root ? new JsonFields(root) : null;
        inner?.OnlyKnown(["status", "code", "message", "times"]);
        inner?.Integer("status", 200, 599);
        inner?.Text("code", required: true);
        inner?.Text("message");
        inner?.Integer("times", 1, int.MaxValue);
        Demand(
            inner is { Problem: null } && inner.Has("status"), fields,
            $"\"{name}\" must look like {{\"status\":400,\"code\":\"send.too.fast\",\"message\":\"...\",\"times\":2}}");
    }

    private static bool IsNames(JsonNode value) => value.GetValueKind() == JsonValueKind.True
        || (value is JsonArray { Count: > 0 } list ? list : [value.DeepClone()]).All(one => one?.GetValueKind() == JsonValueKind.String);

    private static void CheckModel(string name, JsonNode value, JsonFields fields)
    {
        var inner = value is JsonObject root ? new JsonFields(root) : null;
        inner?.OnlyKnown(["status", "latencyMs", "count"]);
        inner?.Integer("status", 200, 599);
        inner?.Integer("latencyMs", 0, 600_000);
        inner?.Integer("count", 1, int.MaxValue);
        Demand(inner is { Problem: null }, fields, $"\"{name}\" must look like {{\"status\":500,\"latencyMs\":100,\"count\":1}}");
    }

    private static void Demand(bool good, JsonFields fields, string problem)
    {
        if (!good)
        {
            fields.Report(problem);
        }
    }
}
