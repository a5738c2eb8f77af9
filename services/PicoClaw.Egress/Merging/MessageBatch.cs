using PicoClaw.Egress.DingTalk;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Sending;

/// <summary>The replies of a conversation that one letter brings.</summary>
internal sealed record Parcel(IReadOnlyList<OutboxRow> Rows, Letter Letter)
{
    public OutboxRow First => Rows[0];

    /// <summary>The part that comes next; more than one only when the parcel is a single long reply.</summary>
    public int Part => (int)First.PartsSent;

    public bool IsLastPart => Part == Letter.Parts.Count - 1;
}
