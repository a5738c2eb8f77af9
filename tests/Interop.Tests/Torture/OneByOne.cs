namespace Interop.Tests.Torture;

// Real clocks, and counts of the whole process's objects: no other test may run at the same time.
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneByOne
{
    public const string Name = "torture";
}
