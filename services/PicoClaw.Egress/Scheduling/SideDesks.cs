using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Attachments;
using PicoClaw.Egress.Cards;
using PicoClaw.Egress.Receipts;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Scheduling;

/// <summary>Those who call for an account beside its sender.</summary>
internal sealed class SideDesks(AddressDesks addresses, ReceiptDesks receipts, CardDesks cards)
{
    public OpenDesks Open(AccountLease lease, LaneHold hold, CancellationToken cancellationToken) => new(
        addresses.Open(lease, hold, cancellationToken), receipts.Open(lease, hold, cancellationToken), cards.Open(lease, hold, cancellationToken));
}
