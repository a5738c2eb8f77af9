using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Sending;

/// <summary>How a conversation's turn ended.</summary>
internal abstract record SlotOutcome
{
    /// <summary>The ids of all that ended with its call, those of other conversations among them.</summary>
    public IReadOnlyList<string> EndedIds { get; init; } = [];

    /// <summary>Nothing more of it is known; more may wait that was not read.</summary>
    public sealed record Done(bool MayHaveMore = false) : SlotOutcome;

    /// <summary>It continues with this reply at its next turn.</summary>
    public sealed record More(OutboxHead Next) : SlotOutcome;

    /// <summary>Nothing was called; it continues at once.</summary>
    public sealed record Again : SlotOutcome;

    /// <summary>The platform's servers failed; this reply probes until they answer, so that no other reply comes into doubt.</summary>
    public sealed record Failed : SlotOutcome;

    /// <summary>Nothing was called, for want of a permit.</summary>
    public sealed record Blocked(CallScope Scope) : SlotOutcome;

    /// <summary>Something of it is due later.</summary>
    public sealed record Due(TimeSpan In) : SlotOutcome;

    /// <summary>
    /// After the first <paramref name="count"/> of its rows have ended. A reply that does not follow at once waits for those that are
    /// missing.
    /// </summary>
    public static SlotOutcome After(IReadOnlyList<OutboxRow> rows, int count) =>
        rows.Count == count ? new Done(!rows[^1].IsLast)
        : rows[count].Sequence == rows[count - 1].Sequence + 1 ? new More(rows[count].ToHead())
        : new Due(TimeSpan.Zero);
}
