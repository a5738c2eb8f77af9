namespace PicoClaw.Storage.Probing;

/// <summary>What was found of a store.</summary>
/// <param name="Text">Without user and password.</param>
/// <param name="Remedy">What to do, as a sentence; null when the store can be used.</param>
public sealed record StoreProbeResult(string Text, string? Remedy = null);
