namespace PicoClaw.Egress.Outbox;

/// <summary>Why an announcement was not delivered.</summary>
internal enum LeftOutReason
{
    /// <summary>The reply that it announces has come.</summary>
    Answered,

    /// <summary>That reply has a card.</summary>
    Card,

    /// <summary>It could not go out in time.</summary>
    Late,

    /// <summary>It cannot be sent, or may have been: it is not worth a dead letter or a double.</summary>
    Failed,
}
