namespace PicoClaw.Egress.Pacing;

/// <summary>
/// How often a channel may be called: each API, each group of webhooks that is counted together, each conversation, and all from one
/// address.
/// </summary>
internal sealed record CallLimits(Limit Api, Limit Webhook, Limit Conversation, Limit Address)
{
    /// <summary>More are never in flight.</summary>
    public const int MostAtOnce = 32;

    private static readonly Limit Unlimited = new(0, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    /// <summary>How many calls of an account may be in flight: those are in doubt when the process dies. More only where the platform is slow.</summary>
    public int AtOnce { get; init; } = MostAtOnce;

    /// <summary>
    /// Files that are given to the platform: one after the other, so that a big one takes one place of <see cref="AtOnce"/>, and the same one is not
    /// uploaded twice at once.
    /// </summary>
    public Limit Upload { get; init; } = new(1, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1));

    public Limit OfApi(string name) => name == CallScope.UploadApi ? Upload : Api;

    public static readonly CallLimits None = new(Unlimited, Unlimited, Unlimited, Unlimited);
}
