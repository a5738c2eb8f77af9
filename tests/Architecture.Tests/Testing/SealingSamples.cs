#pragma warning disable CA1852 // The samples break the rule on purpose.

namespace Architecture.Tests.Testing;

internal static class SealingSamples
{
    internal class OpenLeaf;

    internal record OpenRecord;

    internal class OpenBase<T>;

    internal sealed class Leaf : OpenBase<int>;

    internal abstract class Abstract;

    internal static class Static;
}
