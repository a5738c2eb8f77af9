namespace PicoClaw.Egress;

internal static class EgressService
{
    /// <summary>The key of this service's store, lanes and signal.</summary>
    public const string Name = "egress";
}
