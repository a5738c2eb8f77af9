namespace PicoClaw.Configuration.Schema;

/// <summary>
/// A name that the original's files may hold and this edition ignores: dotted from its section, "x.*" for everything else in x, "x[]" for x where it
/// is a list. The advice, if any, says what to write instead.
/// </summary>
internal sealed record IgnoredName(string Name, string? Advice = null)
{
    public static implicit operator IgnoredName(string name) => new(name);
}
