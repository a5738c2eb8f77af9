using PicoClaw.Egress.DingTalk;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Sending;

/// <summary>Finds direct replies that say the same to others: one call brings them to twenty.</summary>
internal sealed class Companions(OutboxReader reader, Packer packer, DingTalkChannel channel, Judge judge)
{
    public async Task<IReadOnlyList<Parcel>> OfAsync(Duty duty, Parcel lead, IReadOnlyList<Turn> others, CancellationToken cancellationToken)
    {
        if (others.Count == 0 || !IsFit(duty, lead))
        {
            return [];
        }

        var users = new HashSet<string?>(StringComparer.Ordinal) { lead.Letter.Target.UserId };
        var found = new List<Parcel>();
        foreach (var row in await reader.RowsAsync(duty.Lease, [.. others.Select(turn => turn.Head.DeliveryId)], cancellationToken))
        {
            // Beside what comes before it in its own conversation a reply must not go.
            if (!row.AfterGap && judge.GiveUp(row) is null && packer.TryPack([row], out var parcel, out _) && IsFit(duty, parcel)
                && parcel.Letter.Account == lead.Letter.Account && parcel.Letter.Target.RobotCode == lead.Letter.Target.RobotCode
                && parcel.Letter.Parts[0].Text == lead.Letter.Parts[0].Text && parcel.Letter.Parts[0].Title == lead.Letter.Parts[0].Title
                && users.Add(parcel.Letter.Target.UserId))
            {
                found.Add(parcel);
            }
        }

        return found;
    }

    private bool IsFit(Duty duty, Parcel parcel) =>
        parcel is { Rows.Count: 1, Letter.Parts.Count: 1, First: { PartsSent: 0, Unknowns: 0, IsAlone: 0 } } && channel.Choose(parcel.Letter, duty.Account.Closed, isApiOpen: true) == Road.User;
}
