using Microsoft.Extensions.Options;
using PicoClaw.Egress.DingTalk;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Sending;

/// <summary>What a call's result means for a reply of it: sent, tried again, when and how often, or given up and why.</summary>
internal sealed class Judge(IOptions<DeliveryOptions> options)
{
    private const int MaxPostponed = 100;
    private const int MaxBusy = 3;
    private const string Repeated = "It is sent once more and may appear twice (egress.unknown_outcome).";
    private const string GivenUp = "It is given up and may be missing (egress.unknown_outcome).";
    private static readonly TimeSpan UnknownDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HeldBackDelay = TimeSpan.FromSeconds(30);

    private bool IsRepeated => options.Value.UnknownOutcome == UnknownOutcomePolicy.Retry;

    /// <summary>Why a reply is not tried again, or null. After a call with an unknown outcome it is repeated at least once, however long its process was away.</summary>
    public string? GiveUp(OutboxRow row) => row.Unknowns switch
    {
        > 0 when !IsRepeated => "the outcome of its last call is unknown; it may have been delivered",
        > 1 when IsOld(row) => $"{TooOld}; it may have been delivered: {row.Error ?? "its process ended during the call"}",
        _ => null,
    };

    public RowChange Sent(Parcel parcel, SendResult.Sent sent)
    {
        var user = parcel.Letter.Target.UserId;
        if (user is not null && sent.Invalid.Contains(user))
        {
            return RowChange.Failed($"DingTalk does not know the user {user}");
        }

        if (user is not null && sent.HeldBack.Contains(user))
        {
            return Postpone(parcel.First, HeldBackDelay, $"DingTalk holds back messages to the user {user}");
        }

        return parcel.IsLastPart ? RowChange.Sent(parcel.Part + 1) : RowChange.PartSent(parcel.Part + 1);
    }

    /// <summary>After a fault of DingTalk's servers it is the next probe. An answer that says nothing may come every time, and behind each may be a copy: once more.</summary>
    public RowChange Unknown(OutboxRow row, SendResult.Unknown unknown)
    {
        if (!IsRepeated || (!unknown.IsServerFault && row.Unknowns > 0))
        {
            return RowChange.Failed($"the outcome of its last call is unknown; it may have been delivered: {unknown.Reason}");
        }

        return !unknown.IsServerFault ? RowChange.Unknown(UnknownDelay, unknown.Reason)
            : IsOld(row) ? RowChange.Failed($"{TooOld}; it may have been delivered: {unknown.Reason}")
            : RowChange.Unknown(TimeSpan.Zero, unknown.Reason);
    }

    /// <summary>What follows an unknown outcome, for the log.</summary>
    public static string Consequence(RowChange change) => change.IsEnd ? GivenUp : Repeated;

    /// <summary>The same where the process was lost during the call.</summary>
    public string ConsequenceOfLoss => IsRepeated ? Repeated : GivenUp;

    /// <summary>Waits twice as long every time, and not often: behind a busy answer may be work that was begun. What went together then goes alone, as one of them may be the cause.</summary>
    public static RowChange Busy(OutboxRow row, TimeSpan delay, string reason, bool isAlone) =>
        row.Busies < MaxBusy ? RowChange.Busy(delay * (1 << (int)row.Busies), reason)
        : isAlone ? RowChange.Failed($"tried again {MaxBusy} times: {reason}")
        : RowChange.Alone;

    /// <summary>Waits twice as long every time.</summary>
    public RowChange Postpone(OutboxRow row, TimeSpan delay, string reason) => Throttle(row, delay * (1 << (int)Math.Min(row.Throttles, 5)), reason);

    /// <summary>Waits as long as what it called rests.</summary>
    public RowChange Throttle(OutboxRow row, TimeSpan rest, string reason)
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
