namespace Architecture.Tests.Testing;

internal sealed class CycleSampleUser
{
    // Seen through the array and the nested type.
    public static CycleSample.Inner[] Inner { get; } = [];
}
