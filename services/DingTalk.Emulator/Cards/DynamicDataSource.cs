using System.Text.Json.Nodes;
using DingTalk.Emulator.Json;

namespace DingTalk.Emulator.Cards;

// A source of openDynamicDataConfig.dynamicDataSourceConfigs. Without an interval it is pulled once, on delivery.
internal sealed record DynamicDataSource(string Id, TimeSpan? Interval)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    // `error` is one of DingTalk's codes.
    public static IReadOnlyList<DynamicDataSource> Read(JsonFields call, out string? error)
    {
        error = null;
        var read = new List<DynamicDataSource>();
        foreach (var given in call.Object("openDynamicDataConfig")?["dynamicDataSourceConfigs"] as JsonArray ?? [])
        {
            var source = new JsonFields(given as JsonObject ?? []);
            var pull = source.Object("pullConfig");
            var strategy = new JsonFields(pull ?? []).Text("pullStrategy");
            error ??= string.IsNullOrEmpty(source.Text("dynamicDataSourceId")) ? "param.dynamicSourceIdEmpty"
                : pull is null ? "param.dynamicDataPullConfigEmpty"
                : strategy is not ("NONE" or "ONCE" or "INTERVAL") ? "param.dynamicDataSourcePullStrategyEmpty"
                : null;
            if (error is null && strategy != "NONE")
            {
                read.Add(
                    new DynamicDataSource(
                        source.Text("dynamicDataSourceId")!, strategy == "INTERVAL" ? Every(new JsonFields(pull!), out error) : null));
            }
        }

        return read;
    }

    private static TimeSpan Every(JsonFields pull, out string? error)
    {
        TimeSpan? unit = pull.Text("timeUnit") switch
        {
            "SECONDS" => TimeSpan.FromSeconds(1),
            "MINUTES" => TimeSpan.FromMinutes(1),
            "HOURS" => TimeSpan.FromHours(1),
            "DAYS" => TimeSpan.FromDays(1),
            _ => null,
        };
        var interval = (unit ?? TimeSpan.Zero) * (pull.Integer("interval", 1, 86_400) ?? 0);
        error = unit is null ? "param.dynamicDataPullIntervalTimeUnitInvalid"
            : interval < Shortest || interval > Longest ? "param.dynamicDataPullIntervalInvalid"
            : null;
        return interval;
    }
}
