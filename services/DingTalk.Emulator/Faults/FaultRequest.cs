using System.Text.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Faults;

// {"<switch>": value, …, "count"?, "seconds"?, "probability"?, "app"?, "api"?, "clear"?}
internal sealed record FaultRequest(bool Clear, IReadOnlyList<Fault> Faults, IReadOnlyList<string> Off)
{
    private static readonly string[] Modifiers = ["count", "seconds", "probability", "app", "api", "clear"];

    public static FaultRequest? Parse(JsonObject root, AppDirectory apps, DateTimeOffset now, out string problem)
    {
        var fields = new JsonFields(root);
        fields.OnlyKnown([.. FaultNames.All, .. Modifiers]);
        var count = fields.Integer("count", 1, int.MaxValue);
        var seconds = fields.Number("seconds", 0.001, 1e6);
        var probability = fields.Number("probability", 0, 1);
        var app = fields.Text("app");
        var api = ReadApi(fields);
        var clear = fields.Flag("clear") ?? false;
        if (app is not null && apps.Find(app) is null)
        {
            fields.Report($"\"app\" \"{app}\" is not known; the known ones are {apps.Names()}");
        }

        var faults = new List<Fault>();
        var off = new List<string>();
        foreach (var name in FaultNames.All.Where(root.ContainsKey))
        {
            var value = root[name];
            if (value is null || value.GetValueKind() == JsonValueKind.False)
            {
                off.Add(name);
                continue;
            }

            FaultValues.Check(name, value, fields);
            faults.Add(new Fault(name, value.DeepClone())
            {
                CountLeft = OwnCount(value) ?? count,
                Until = seconds is null ? null : now.AddSeconds(seconds.Value),
                Probability = probability,
                App = app,
                Api = name == FaultNames.Throttle ? FaultValues.ThrottledApi(value) : api,
            });
        }

        problem = fields.Problem ?? "";
        return problem.Length == 0 ? new FaultRequest(clear, faults, off) : null;
    }

    private static int? OwnCount(JsonNode value) =>
        ((value as JsonObject)?["count"] ?? (value as JsonObject)?["times"]) is JsonValue own && own.TryGetValue<int>(out var times)
            ? times
            : null;

    private static string? ReadApi(JsonFields fields)
    {
        if (fields.Text("api") is not { } given)
        {
            return null;
        }

        if (Apis.Normalize(given) is not { } api)
        {
            fields.Report($"\"api\" must be one of {string.Join(", ", Apis.All)} one of its calls ({Apis.CardStreaming}), a path, or *");
            return null;
        }

        return api == Apis.Any ? null : api;
    }
}
