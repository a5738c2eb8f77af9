namespace PicoClaw.Packages.Tests.Packaging;

/// <summary>The tests that share one feed, because packing takes long.</summary>
[CollectionDefinition]
public sealed class Packed : ICollectionFixture<Feed>;
