using System.Globalization;
using System.Text.RegularExpressions;

namespace PicoClaw.Gateway.Commands.Dead;

/// <summary>Ages as people say them: <c>90m</c>, <c>2h</c>, <c>3d</c>.</summary>
internal static partial class Ages
{
    public static string Format(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "<1 min",
        { TotalHours: < 1 } => $"{(int)age.TotalMinutes} min",
        { TotalDays: < 2 } => $"{(int)age.TotalHours} h",
        _ => $"{(int)age.TotalDays} d",
    };

    /// <summary>An age before <paramref name="now"/>, or an instant in ISO 8601, whose default zone is UTC.</summary>
    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset instant)
    {
        if (Age().Match(text) is not { Success: true } match)
        {
            return DateTimeOffset.TryParseExact(
                text,
                ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "O"],
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out instant);
        }

        var count = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        instant = now - (match.Groups[2].Value switch
        {
            "m" => TimeSpan.FromMinutes(count),
            "h" => TimeSpan.FromHours(count),
            "d" => TimeSpan.FromDays(count),
            _ => TimeSpan.FromDays(7 * count),
        });
        return true;
    }

    // Four digits reach far enough, and no number of weeks is too large for a date.
    [GeneratedRegex(@"^(\d{1,4})([mhdw])$")]
    private static partial Regex Age();
}
