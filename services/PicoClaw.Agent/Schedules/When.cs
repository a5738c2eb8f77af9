namespace PicoClaw.Agent.Schedules;

/// <summary>When, as a person or a model writes it.</summary>
/// <param name="Cron">The expression; null: once.</param>
/// <param name="At">The instant of what comes once.</param>
internal sealed record When(CronText? Cron, DateTimeOffset? At);
