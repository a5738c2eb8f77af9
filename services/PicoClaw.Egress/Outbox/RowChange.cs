using PicoClaw.Contracts;
using PicoClaw.Hosting.Cleaning;

namespace PicoClaw.Egress.Outbox;

/// <summary>The change of a row when its call has ended.</summary>
internal sealed record RowChange(
    string Status,
    string? Error = null,
    long DelayMs = 0,
    int? PartsSent = null,
    int Throttles = 0,
    int Busies = 0,
    int Unknowns = 0,
    bool IsClean = false,
    bool IsAlone = false,
    bool IsQuiet = false,
    DeliverMessage? Replacement = null,
    LeftOutReason? Why = null)
{
    private const int LongestError = 2000;

    /// <summary>Part of it is the platform's answer, which may hold characters that the store refuses.</summary>
    public string? Error { get; } = Error is null ? null : CleanText.Cut(CleanText.Of(Error), LongestError);

    /// <summary>As in <see cref="Contracts.MessageDelivered.DeliveryKey"/>, of what the call sent.</summary>
    public string? Key { get; init; }

    /// <summary>Nothing was sent; it may be sent as before.</summary>
    public static readonly RowChange Queued = new(OutboxStatus.Queued);

    /// <summary>To be sent again, alone.</summary>
    public static readonly RowChange Alone = new(OutboxStatus.Queued, IsAlone: true);

    /// <summary>For the log: the account's stop was logged with its reason, so this reply's wait is a detail.</summary>
    public RowChange Quietly() => this with { IsQuiet = !IsEnd };

    public bool IsEnd => Status is OutboxStatus.Sent or OutboxStatus.Failed or OutboxStatus.LeftOut;

    public static RowChange Sent(int parts) => new(OutboxStatus.Sent, PartsSent: parts);

    /// <summary>The next part begins with a clean record.</summary>
    public static RowChange PartSent(int parts) => new(OutboxStatus.Queued, PartsSent: parts, IsClean: true);

    public static RowChange Later(TimeSpan delay, string reason) => new(OutboxStatus.Queued, reason, (long)delay.TotalMilliseconds, Throttles: 1);

    public static RowChange Busy(TimeSpan delay, string reason) => new(OutboxStatus.Queued, reason, (long)delay.TotalMilliseconds, Busies: 1);

    public static RowChange Unknown(TimeSpan delay, string reason) => new(OutboxStatus.Queued, reason, (long)delay.TotalMilliseconds, Unknowns: 1);

    public static RowChange Failed(string reason) => new(OutboxStatus.Failed, reason);

    public static RowChange LeftOut(LeftOutReason why, string? reason = null) => new(OutboxStatus.LeftOut, reason ?? $"{why}", Why: why);

    /// <summary>It cannot be sent; another content, which says so, is sent in its place from its beginning.</summary>
    public static RowChange Instead(DeliverMessage replacement, string reason) =>
        new(OutboxStatus.Queued, reason, PartsSent: 0, IsClean: true, Replacement: replacement);
}
