using Microsoft.Extensions.Options;
using PicoClaw.Egress.DingTalk;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Sending;

/// <summary>What a call's result means for a reply of it: sent, tried again, when and how often, or given up and why.</summary>
internal sealed class Judge(IOptions<DeliveryOptions> options)
{
    private const int MaxPostponed = 100;
    private const int MaxBusy = 3;
    private static readonly TimeSpan UnknownDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HeldBackDelay = TimeSpan.FromSeconds(30);

    // Once more by the same road; a second unknown outcome would make a third copy possible.
    private int MaxUnknowns => options.Value.UnknownOutcome == UnknownOutcomePolicy.Retry ? 1 : 0;

    /// <summary>Why a reply is not tried again, or null.</summary>
    public string? GiveUp(OutboxRow row) => row.Unknowns > MaxUnknowns ? "the outcome of its last calls is unknown; it may have been delivered" : null;

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

    public RowChange Unknown(OutboxRow row, string reason) => row.Unknowns < MaxUnknowns
        ? RowChange.Unknown(UnknownDelay, reason)
        : RowChange.Failed($"the outcome of its last call is unknown; it may have been delivered: {reason}");

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
        if (row.TriedForMs > options.Value.MaxAge.TotalMilliseconds)
        {
            return RowChange.Failed($"not delivered in {options.Value.MaxAge.TotalMinutes} minutes of trying: {reason}");
        }

        return row.Throttles < MaxPostponed ? RowChange.Later(rest, reason) : RowChange.Failed($"put off {MaxPostponed} times: {reason}");
    }
}
