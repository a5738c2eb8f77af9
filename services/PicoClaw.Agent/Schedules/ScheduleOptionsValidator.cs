using Microsoft.Extensions.Options;

namespace PicoClaw.Agent.Schedules;

internal sealed class ScheduleOptionsValidator(TimeProvider time) : IValidateOptions<ScheduleOptions>
{
    private const int MaxSpread = 3600;

    public ValidateOptionsResult Validate(string? name, ScheduleOptions options)
    {
        if (options.ScheduleSpread is < 0 or > MaxSpread)
        {
            return ValidateOptionsResult.Fail($"agents.defaults.schedule_spread is {options.ScheduleSpread}, but must be seconds from 0 to {MaxSpread}.");
        }

        var problems = options.Schedules.Select(entry => (Name: entry.Key, Problem: ProblemOf(entry.Value))).Where(entry => entry.Problem is not null).ToList();
        return problems.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(problems.Select(entry => $"schedules.{entry.Name}{entry.Problem}"));
    }

    // What the time zone of the machine and Cronos decide; the file's form is checked where it is read.
    private string? ProblemOf(ScheduleEntry entry)
    {
        if (Timing.FindZone(entry.TimeZone, time) is not { } zone)
        {
            return $".time_zone is \"{entry.TimeZone}\", which this machine does not know. Write an IANA name such as \"Asia/Shanghai\".";
        }

        if (entry.Cron is { } text)
        {
            return !CronText.TryParse(text, out var cron)
                ? $".cron is \"{text}\", but must be five fields (minute hour day month weekday) such as \"10 9 * * 1-5\"."
                : cron.Expression.GetNextOccurrence(time.GetUtcNow(), zone) is null ? $".cron is \"{text}\", which never comes."
                : null;
        }

        return ScheduleEntryTiming.InstantOf(entry, zone) is null ? $".at is \"{entry.At}\", but must be such as \"2026-12-01 09:00\"." : null;
    }
}
