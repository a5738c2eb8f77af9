namespace PicoClaw.Packages.Tests.Packaging;

/// <summary>The tests that share one feed, for packing takes its time.</summary>
[CollectionDefinition]
public sealed class Packed : ICollectionFixture<Feed>;
