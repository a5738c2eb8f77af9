namespace PicoClaw.Agent.Conversations;

/// <summary>As the store spells it.</summary>
internal static class TurnStatus
{
    public const string Running = "running";
    public const string Committed = "committed";
    public const string Cancelled = "cancelled";

    /// <summary>A dead letter.</summary>
    public const string Failed = "failed";

    /// <summary>A dead letter that was put back.</summary>
    public const string Pending = "pending";
}
