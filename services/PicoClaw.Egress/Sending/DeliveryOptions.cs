using System.ComponentModel.DataAnnotations;

namespace PicoClaw.Egress.Sending;

internal sealed class DeliveryOptions
{
    public const string SectionName = "Egress:Delivery";

    /// <summary>How long a reply is tried, in minutes, from its first call on.</summary>
    [Range(1, 7 * 24 * 60)]
    public int MaxAgeMinutes { get; set; } = 30;

    /// <summary>What to do when the outcome of a call is unknown.</summary>
    [EnumDataType(typeof(UnknownOutcomePolicy))]
    public UnknownOutcomePolicy UnknownOutcome { get; set; }

    public TimeSpan MaxAge => TimeSpan.FromMinutes(MaxAgeMinutes);
}
