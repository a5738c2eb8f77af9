namespace PicoClaw.Configuration.Schema;

/// <summary>Finds the known name that is most like a misspelled one.</summary>
public static class NameHint
{
    /// <summary>Null when none is like it.</summary>
    public static string? For(string name, IEnumerable<string> known)
    {
        var plain = Plain(name);
        return known
            .Select(candidate => (candidate, distance: Distance(plain, Plain(candidate))))
            .Where(pair => pair.distance <= Math.Min(2, plain.Length / 3))
            .OrderBy(pair => pair.distance)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    private static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
