using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Sending;

/// <summary>A note about a reply in the making is worth a message only while nothing better can be seen.</summary>
internal static class Announcements
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Why the first of these rows is left out, for a note that says nothing new any more.</summary>
    public static LeftOutReason? LeaveOut(AccountLease lease, IReadOnlyList<OutboxRow> rows)
    {
        var first = rows[0];
        if (first.Announces is null || (first.AfterGap && first.DueInMs > 0))
        {
            return null;
        }

        return !first.IsLast ? LeftOutReason.Answered
            : Guid.TryParse(first.Announces, out var reply) && lease.Account.Channel.IsShown(AccountKey.AccountOf(lease.Lane.Key), reply) ? LeftOutReason.Card
            : first.Unknowns > 0 ? LeftOutReason.Failed
            : first.AgeMs > Patience.TotalMilliseconds ? LeftOutReason.Late
            : null;
    }
}
