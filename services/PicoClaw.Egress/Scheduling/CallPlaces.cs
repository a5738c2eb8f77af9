using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Scheduling;

/// <summary>
/// How many turns an account has in hand: a kill leaves the calls among them in doubt. A turn that lasts gives its place to another before its
/// end, after the time in which the account's rate fills all places, so that a slow platform costs no throughput.
/// </summary>
internal sealed class CallPlaces(Func<CallLimits> current, TimeProvider time)
{
    /// <summary>When another turn may begin; null: only when one has ended.</summary>
    /// <param name="begun">When those in hand began.</param>
    /// <param name="most">Their greatest number.</param>
    public TimeSpan? FreeIn(IReadOnlyCollection<long> begun, int most)
    {
        if (begun.Count >= most)
        {
            return null;
        }

        var limits = current();
        var filledIn = limits.Api.IsNone ? TimeSpan.Zero : limits.Api.Window * limits.AtOnce / limits.Api.Calls;
        var lasting = begun.Select(at => filledIn - time.GetElapsedTime(at)).Where(left => left > TimeSpan.Zero).ToList();
        return lasting.Count < limits.AtOnce ? TimeSpan.Zero : lasting.Min();
    }
}
