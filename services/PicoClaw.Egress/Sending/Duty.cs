using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Sending;

/// <summary>To send for an account, as long as its lane is held.</summary>
internal sealed record Duty(LaneLease Lease, AccountState Account, Func<bool> IsLeaseSafe);
