namespace House.Measures;

/// <summary>One row of the table.</summary>
/// <param name="Name">Its subject.</param>
/// <param name="Found">The value now.</param>
/// <param name="Limit">The limit, in words.</param>
/// <param name="Breaches">Where it is passed, or nothing.</param>
internal sealed record Measure(string Name, string Found, string Limit, IReadOnlyList<string> Breaches)
{
    public static Measure Of(string name, string found, string limit, bool isKept) => new(name, found, limit, isKept ? [] : [$"{name}: {found}"]);

    public static Measure Of(string name, string limit, IReadOnlyList<string> breaches) => new(name, $"{breaches.Count} over", limit, breaches);
}
