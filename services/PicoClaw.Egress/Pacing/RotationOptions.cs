
namespace PicoClaw.Egress.Pacing;

/// <summary>Shares its section with the limits of the channels.</summary>
internal sealed class RotationOptions
{
    public const string SectionName = "Egress:Limits";

    /// <summary>While interactive and bulk replies compete, every Nth call goes to bulk.</summary>
    public int BulkEvery { get; set; } = 5;
}
