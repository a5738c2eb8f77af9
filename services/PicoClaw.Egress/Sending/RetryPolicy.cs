using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Merging;
using PicoClaw.Egress.Outbox;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Egress.Sending;

/// <summary>What the result of a call means for a reply that it brought: sent, tried again (when, how often) or given up (why).</summary>
internal sealed class RetryPolicy(Live<DeliveryOptions> options)
{
    private const int MaxPostponed = 100;
    private const int MaxBusy = 3;
    private const string Repeated = "It is sent once more and may appear twice (egress.unknown_outcome).";
    private const string GivenUp = "It is given up and may be missing (egress.unknown_outcome).";
    private const string Expired = "expired";
    private static readonly TimeSpan UnknownDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HeldBackDelay = TimeSpan.FromSeconds(30);

    private bool IsRepeated => options.Value.UnknownOutcome == UnknownOutcomePolicy.Retry;

    /// <summary>
    /// Why a reply is not tried again, or null. After a call with an unknown outcome it is repeated at least once, even when its process
    /// was away for long.
    /// </summary>
    /// <param name="row">The reply.</param>
    /// <param name="isRepeatable">As in <see cref="SendRoute.IsRepeatable"/>, of its last call.</param>
    public string? GiveUp(OutboxRow row, bool isRepeatable = false) => row.Unknowns switch
    {
        > 0 when row.IsExpired => $"{Expired}; it may have been delivered: {row.Error ?? "its process ended during the call"}",
        _ when row.IsExpired => row.PartsSent == 0 ? Expired : $"{Expired}, with {row.PartsSent} of its parts sent",
        > 0 when !IsRepeated && !isRepeatable => "the outcome of its last call is unknown; it may have been delivered",
        > 1 when IsOld(row) => $"{TooOld}; it may have been delivered: {row.Error ?? "its process ended during the call"}",
        _ => null,
    };

    /// <param name="result">What became of the call.</param>
    /// <param name="batch">The batch that the row belongs to.</param>
    /// <param name="row">One of the rows that the call brought.</param>
    /// <param name="rest">The cool-down after throttling; zero otherwise.</param>
    /// <param name="isAlone">Whether the call brought this row only.</param>
    /// <param name="isRepeatable">As in <see cref="SendRoute.IsRepeatable"/>.</param>
    public RowChange Decide(SendResult result, MessageBatch batch, OutboxRow row, TimeSpan rest, bool isAlone, bool isRepeatable = false) =>
        Of(row, Change(result, batch, row, rest, isAlone, isRepeatable));

    /// <summary>The change as this row takes it: an announcement is neither a dead letter nor repeated after an unknown outcome.</summary>
    public static RowChange Of(OutboxRow row, RowChange change) =>
        row.Announces is not null && (change.Status == OutboxStatus.Failed || change.Unknowns > 0)
            ? RowChange.LeftOut(LeftOutReason.Failed, change.Error)
            : change;

    private RowChange Change(SendResult result, MessageBatch batch, OutboxRow row, TimeSpan rest, bool isAlone, bool isRepeatable) => result switch
    {
        SendResult.Sent sent => Sent(batch, sent),
        SendResult.Throttled throttled => Throttle(row, rest, throttled.Reason),
        SendResult.Later later => Postpone(row, later.After, later.Reason).Quietly(),
        SendResult.Delayed delayed => Postpone(row, delayed.After, delayed.Reason),
        SendResult.Busy busy => Busy(row, busy.After, busy.Reason, isAlone),
        SendResult.Unknown unknown when isRepeatable => Repeat(row, unknown),
        SendResult.Unknown unknown => Unknown(row, unknown),

        // One of them was refused, and the others must not fail with it.
        SendResult.Refused or SendResult.Withheld when !isAlone => RowChange.Alone,
        SendResult.Refused refused => RowChange.Failed(refused.Reason),
        SendResult.Withheld withheld => RowChange.Failed($"withheld: {withheld.Reason}"),
        _ => RowChange.Queued,
    };

    /// <summary>What follows an unknown outcome, for the log.</summary>
    public static string Consequence(RowChange change) => change.IsEnd ? GivenUp : Repeated;

    /// <summary>The same where the process was lost during the call.</summary>
    public string ConsequenceOfLoss => IsRepeated ? Repeated : GivenUp;

    private RowChange Sent(MessageBatch batch, SendResult.Sent sent)
    {
        var user = batch.Reply.RecipientId;
        if (user is not null && sent.Rejected.Contains(user))
        {
            return RowChange.Failed($"the platform does not know the user {user}");
        }

        if (user is not null && sent.HeldBack.Contains(user))
        {
            return Postpone(batch.First, HeldBackDelay, $"the platform holds back messages to the user {user}");
        }

        return (batch.IsLastPart ? RowChange.Sent(batch.Part + 1) : RowChange.PartSent(batch.Part + 1)) with { Key = sent.Key };
    }

    // After a server fault it is the next probe. An inconclusive answer may come every time, each with a copy behind it: once more only.
    private RowChange Unknown(OutboxRow row, SendResult.Unknown unknown)
    {
        if (!IsRepeated || (!unknown.IsServerFault && row.Unknowns > 0))
        {
            return RowChange.Failed($"the outcome of its last call is unknown; it may have been delivered: {unknown.Reason}");
        }

        return !unknown.IsServerFault ? RowChange.Unknown(UnknownDelay, unknown.Reason)
            : IsOld(row) ? RowChange.Failed($"{TooOld}; it may have been delivered: {unknown.Reason}")
            : RowChange.Unknown(TimeSpan.Zero, unknown.Reason);
    }

    // The same call shows nothing twice, so it is made until its outcome is known; each time after twice as long.
    private RowChange Repeat(OutboxRow row, SendResult.Unknown unknown) => IsOld(row)
        ? RowChange.Failed($"{TooOld}; it may have been delivered: {unknown.Reason}")
        : RowChange.Unknown(UnknownDelay * (1 << (int)Math.Min(row.Unknowns, 5)), unknown.Reason);

    // Waits twice as long every time, and not often: behind a busy answer may be work that was begun. Replies of one call then go alone, as
    // one of them may be the cause.
    private static RowChange Busy(OutboxRow row, TimeSpan delay, string reason, bool isAlone) =>
        row.Busies < MaxBusy ? RowChange.Busy(delay * (1 << (int)row.Busies), reason)
        : isAlone ? RowChange.Failed($"tried again {MaxBusy} times: {reason}")
        : RowChange.Alone;

    // Waits twice as long every time.
    private RowChange Postpone(OutboxRow row, TimeSpan delay, string reason) => Throttle(row, delay * (1 << (int)Math.Min(row.Throttles, 5)), reason);

    // Waits as long as what it called rests.
    private RowChange Throttle(OutboxRow row, TimeSpan rest, string reason)
    {
        if (IsOld(row))
        {
            return RowChange.Failed($"{TooOld}: {reason}");
        }

        return row.Throttles < MaxPostponed ? RowChange.Later(rest, reason) : RowChange.Failed($"put off {MaxPostponed} times: {reason}");
    }

    private string TooOld => $"not delivered in {options.Value.MaxAge.TotalMinutes} minutes of trying";

    private bool IsOld(OutboxRow row) => row.TriedForMs > options.Value.MaxAge.TotalMilliseconds;
}
