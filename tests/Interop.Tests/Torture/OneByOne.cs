namespace Interop.Tests.Torture;

// Real clocks, and counts of what the whole process holds: nothing else may run meanwhile.
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneByOne
{
    public const string Name = "torture";
}
