namespace PicoClaw.Agent;

/// <summary>Writes a time in words, for the log.</summary>
internal static class Duration
{
    private static readonly (TimeSpan Length, string Name)[] Units =
        [(TimeSpan.FromDays(1), "day"), (TimeSpan.FromHours(1), "hour"), (TimeSpan.FromMinutes(1), "minute"), (TimeSpan.FromSeconds(1), "second")];

    /// <summary>In whole seconds, of two units at most.</summary>
    public static string InWords(TimeSpan duration)
    {
        var left = TimeSpan.FromSeconds(Math.Ceiling(Math.Max(duration.TotalSeconds, 0)));
        var words = new List<string>();
        foreach (var (length, name) in Units)
        {
            var count = (long)(left / length);
            left -= count * length;
            if (count > 0 && words.Count < 2)
            {
                words.Add($"{count} {name}{(count == 1 ? "" : "s")}");
            }
        }

        return words.Count == 0 ? "0 seconds" : string.Join(' ', words);
    }
}
