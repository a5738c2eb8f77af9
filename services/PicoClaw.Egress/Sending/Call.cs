using PicoClaw.Egress.DingTalk;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Sending;

/// <summary>One HTTP call and all that it brings.</summary>
internal sealed record Call(Guid Id, Road Road, bool IsProbe, Permit Permit, string Month, IReadOnlyList<Parcel> Parcels)
{
    /// <summary>True unless it goes through a session webhook, which costs no API call.</summary>
    public bool IsApi => Road != Road.Webhook;

    /// <summary>The one whose turn it was.</summary>
    public Parcel Lead => Parcels[0];

    public IReadOnlyList<OutboxRow> Rows => [.. Parcels.SelectMany(parcel => parcel.Rows)];

    public IReadOnlyList<string> UserIds => [.. Parcels.Select(parcel => parcel.Letter.Target.UserId).OfType<string>()];
}
