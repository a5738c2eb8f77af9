namespace Load.Chaos.Schedules;

/// <summary>Delta debugging: leaves out parts of what fails as long as the rest still fails.</summary>
internal static class Minimizer
{
    /// <param name="all">Known to fail.</param>
    /// <param name="failsAsync">Whether a part of it fails.</param>
    /// <param name="runs">How often it may be asked.</param>
    public static async Task<IReadOnlyList<T>> MinimizeAsync<T>(IReadOnlyList<T> all, Func<IReadOnlyList<T>, Task<bool>> failsAsync, int runs)
    {
        var parts = 2;
        while (all.Count > 1 && runs > 0)
        {
            var size = (all.Count + parts - 1) / parts;
            var smaller = await TryAsync(Candidates(all, size));
            if (smaller is not null)
            {
                (all, parts) = (smaller, Math.Max(2, parts - 1));
            }
            else if (size == 1)
            {
                break;
            }
            else
            {
                parts = Math.Min(all.Count, parts * 2);
            }
        }

        return all;

        async Task<IReadOnlyList<T>?> TryAsync(IEnumerable<IReadOnlyList<T>> candidates)
        {
            foreach (var candidate in candidates)
            {
                if (runs-- <= 0)
                {
                    return null;
                }

                if (await failsAsync(candidate))
                {
                    return candidate;
                }
            }

            return null;
        }
    }

    // Each part by itself, then everything without one part. Of two parts these are the same.
    private static IEnumerable<IReadOnlyList<T>> Candidates<T>(IReadOnlyList<T> all, int size)
    {
        var parts = all.Chunk(size).ToList();
        return parts.Count == 2
            ? parts
            : parts.Concat(parts.Select((_, left) => parts.Where((_, i) => i != left).SelectMany(part => part).ToArray()));
    }
}
