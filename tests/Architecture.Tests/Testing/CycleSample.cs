namespace Architecture.Tests.Testing;

internal sealed class CycleSample
{
    // Seen through the list.
    public static IReadOnlyList<CycleSampleUser> Users { get; } = [];

    internal sealed class Inner;
}
