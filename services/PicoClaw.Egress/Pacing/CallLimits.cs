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

    public static readonly CallLimits None = new(Unlimited, Unlimited, Unlimited, Unlimited);
}
