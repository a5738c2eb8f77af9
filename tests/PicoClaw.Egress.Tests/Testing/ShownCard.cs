namespace PicoClaw.Egress.Tests.Testing;

/// <summary>A card as DingTalk has it now.</summary>
internal sealed record ShownCard(string OutTrackId, string State, bool Finalized, bool Callbacks, IReadOnlyDictionary<string, string> Params)
{
    public long Updates { get; init; }

    public long Repeated { get; init; }
}
