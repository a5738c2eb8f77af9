using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Sending;

/// <summary>A conversation in the rotation.</summary>
internal sealed class Turn(OutboxHead head)
{
    public OutboxHead Head => head;

    /// <summary>What its next call counts against, once it was looked at.</summary>
    public CallScope? Scope { get; set; }

    /// <summary>Since when it waits for a permit.</summary>
    public long? BlockedAt { get; set; }

    /// <summary>False when it was started before the account stopped: another reply is the one that probes.</summary>
    public bool MayProbe { get; set; } = true;

    /// <summary>Others whose head says the same, for the same call if it can take them.</summary>
    public IReadOnlyList<Turn> Others { get; set; } = [];

    /// <summary>More of it may have come while its call was out.</summary>
    public bool IsStale { get; set; }
}
