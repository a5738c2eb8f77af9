namespace DingTalk.Stream.Tests.BadInput;

internal static class FrameCorpus
{
    private static readonly Lazy<Dictionary<string, BadFrame>> Cases = new(() =>
        ((BadFrame[])[.. NoFrames.All, .. EnvelopeFrames.All, .. PayloadFrames.All, .. StrainFrames.All])
            .ToDictionary(bad => bad.Name, StringComparer.Ordinal));

    public static IReadOnlyCollection<BadFrame> All => Cases.Value.Values;

    public static BadFrame Named(string name) => Cases.Value[name];
}
