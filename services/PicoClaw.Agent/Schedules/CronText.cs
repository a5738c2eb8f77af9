using System.Diagnostics.CodeAnalysis;
using Cronos;

namespace PicoClaw.Agent.Schedules;

/// <summary>A cron expression of five fields, with the words in which it was written.</summary>
internal sealed record CronText
{
    public const int MaxLength = 100;

    private CronText(string text, CronExpression expression) => (Text, Expression) = (text, expression);

    public string Text { get; }

    public CronExpression Expression { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out CronText? cron)
    {
        cron = text.Length <= MaxLength && CronExpression.TryParse(text, CronFormat.Standard, out var expression) ? new CronText(text, expression) : null;
        return cron is not null;
    }

    public override string ToString() => Text;
}
