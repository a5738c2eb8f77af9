using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Merging;

/// <summary>The waiting replies of a conversation that one rendered reply brings.</summary>
internal sealed record MessageBatch(IReadOnlyList<OutboxRow> Rows, RenderedReply Reply)
{
    public OutboxRow First => Rows[0];

    /// <summary>The part that comes next; more than one only when the batch is a single long reply.</summary>
    public int Part => (int)First.PartsSent;

    public bool IsLastPart => Part == Reply.PartCount - 1;
}
