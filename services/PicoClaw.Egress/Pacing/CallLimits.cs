namespace PicoClaw.Egress.Pacing;

/// <summary>
/// How often a channel may be called: each API, each group of webhooks that is counted together, each conversation, and all from one
/// address.
/// </summary>
internal sealed record CallLimits(Limit Api, Limit Webhook, Limit Conversation, Limit Address)
{
    private static readonly Limit Unlimited = new(0, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    public static readonly CallLimits None = new(Unlimited, Unlimited, Unlimited, Unlimited);
}
