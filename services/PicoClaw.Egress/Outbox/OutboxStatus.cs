namespace PicoClaw.Egress.Outbox;

/// <summary>The values of the outbox's column status.</summary>
internal static class OutboxStatus
{
    public const string Queued = "queued";

    /// <summary>A call is out, or its process died.</summary>
    public const string Sending = "sending";

    public const string Sent = "sent";

    /// <summary>Given up: a dead letter with its error.</summary>
    public const string Failed = "failed";

    /// <summary>A dead letter that was deleted: its id is still known, its text is not.</summary>
    public const string Purged = "purged";

    /// <summary>Ended without a message, as <see cref="LeftOutReason"/> says.</summary>
    public const string LeftOut = "left-out";

    /// <summary>For SQL after IN: replies that have not ended. Literals, or no store would use the partial indexes.</summary>
    public const string Open = $"('{Queued}', '{Sending}')";
}
