using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Accounts;

/// <summary>The right to send for an account while its lane is held.</summary>
/// <param name="Lane">Guards what is decided.</param>
/// <param name="Account">The state of the account.</param>
/// <param name="IsSafe">False when no call may be begun any more.</param>
/// <param name="Calls">Cancelled when a call that is out can no longer be waited for; a lost lease does not cancel it.</param>
/// <param name="Records">Cancelled, a little later, when the outcome of a call can no longer be recorded.</param>
internal sealed record AccountLease(
    LaneLease Lane, AccountState Account, Func<bool> IsSafe, CancellationToken Calls = default, CancellationToken Records = default);
