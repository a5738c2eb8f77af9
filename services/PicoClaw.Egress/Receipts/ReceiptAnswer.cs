namespace PicoClaw.Egress.Receipts;

/// <summary>What came of a question, as it is stored.</summary>
internal sealed record ReceiptAnswer
{
    /// <summary>Those who have read it.</summary>
    public IReadOnlyList<string> Read { get; init; } = [];

    /// <summary>Those who have not; of a group none are told.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    /// <summary>Why it is not known; null when it is.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it may be known in a moment: then it is worth asking again soon.</summary>
    public bool IsPending { get; init; }

    public static ReceiptAnswer Unknown(string reason) => new() { Reason = reason };

    public static ReceiptAnswer Pending(string reason) => new() { Reason = reason, IsPending = true };
}
