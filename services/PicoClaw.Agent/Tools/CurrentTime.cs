using System.ComponentModel;
using System.Globalization;
using Microsoft.Extensions.AI;

namespace PicoClaw.Agent.Tools;

internal sealed class CurrentTime : IToolSource
{
    private readonly TimeProvider _time;

    public CurrentTime(TimeProvider time)
    {
        _time = time;
        Tools = [AIFunctionFactory.Create(Tell, "current_time", "Tells the current date, weekday and time.")];
    }

    public IReadOnlyList<AIFunction> Tools { get; }

    private string Tell([Description("An IANA time zone such as Asia/Shanghai; left out: the zone of the bot.")] string? timeZone = null)
    {
        var zone = string.IsNullOrWhiteSpace(timeZone) ? _time.LocalTimeZone : TimeZoneInfo.FindSystemTimeZoneById(timeZone.Trim());
        return TimeZoneInfo.ConvertTime(_time.GetUtcNow(), zone).ToString("yyyy-MM-dd dddd HH:mm:ss zzz", CultureInfo.InvariantCulture) + $" ({zone.Id})";
    }
}
