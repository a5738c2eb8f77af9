using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Sending;

/// <summary>To send for an account, as long as its lane is held.</summary>
/// <param name="Lease">Guards what is decided.</param>
/// <param name="Account">The state of the account.</param>
/// <param name="IsLeaseSafe">False when no call may be begun any more.</param>
/// <param name="Calls">Cancelled when a call that is out can be waited for no longer; a lost lease is no reason.</param>
/// <param name="Records">Cancelled when the outcome of a call can be recorded no longer: a little later.</param>
internal sealed record Duty(LaneLease Lease, AccountState Account, Func<bool> IsLeaseSafe, CancellationToken Calls = default, CancellationToken Records = default);
