namespace PicoClaw.Agent.Storage;

// Written into SQL as literals and not as parameters: a partial index serves only a status that the database sees when it plans.
internal static class TurnStatus
{
    public const string Running = "running";
    public const string Committed = "committed";
    public const string Cancelled = "cancelled";

    /// <summary>A dead letter.</summary>
    public const string Failed = "failed";

    /// <summary>A dead letter that was put back.</summary>
    public const string Pending = "pending";

    /// <summary>Left unanswered, because its people had heard that they ask too much.</summary>
    public const string Limited = "limited";

    /// <summary>Past its retention, within the transaction that deletes it.</summary>
    public const string Forgotten = "forgotten";
}
