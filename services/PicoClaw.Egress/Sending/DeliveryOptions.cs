namespace PicoClaw.Egress.Sending;

internal sealed class DeliveryOptions
{
    public const string SectionName = "Egress:Delivery";

    /// <summary>How long a reply is tried, in minutes, from its first call on.</summary>
    public int MaxAgeMinutes { get; set; } = 30;

    /// <summary>What to do when the outcome of a call is unknown.</summary>
    public UnknownOutcomePolicy UnknownOutcome { get; set; }

    public TimeSpan MaxAge => TimeSpan.FromMinutes(MaxAgeMinutes);
}
