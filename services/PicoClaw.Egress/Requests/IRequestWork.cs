using PicoClaw.Egress.Accounts;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Requests;

/// <summary>Requests that a table holds until the holder of their account answers them.</summary>
internal interface IRequestWork<TRequest>
{
    /// <summary>Some that wait, the oldest first.</summary>
    Task<IReadOnlyList<TRequest>> ReadAsync(LaneLease lane, CancellationToken cancellationToken);

    /// <summary>Equal for the same request that is read again.</summary>
    string IdOf(TRequest request);

    /// <param name="lease">The account that is asked.</param>
    /// <param name="request">Left for the next holder when <paramref name="mayGo"/> ends it.</param>
    /// <param name="mayGo">False when no call may be begun any more.</param>
    /// <param name="cancellationToken">Ends the wait for a permit.</param>
    Task AnswerAsync(AccountLease lease, TRequest request, Func<bool> mayGo, CancellationToken cancellationToken);

    /// <summary>Those who wait ask again.</summary>
    void Failed(Exception exception, CancellationToken cancellationToken);
}
