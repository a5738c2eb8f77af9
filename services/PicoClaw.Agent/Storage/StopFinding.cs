namespace PicoClaw.Agent.Storage;

/// <summary>Why a stop stopped nothing, as the store keeps it; nothing else is kept of one.</summary>
internal static class StopFinding
{
    /// <summary>The turn that is meant does not run.</summary>
    public const string Over = "over";

    /// <summary>Others have asked.</summary>
    public const string Refused = "refused";
}
