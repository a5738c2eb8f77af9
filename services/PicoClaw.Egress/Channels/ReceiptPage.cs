namespace PicoClaw.Egress.Channels;

/// <summary>What a platform tells of who has read a message.</summary>
/// <param name="State">What became of the message.</param>
/// <param name="Read">Those who have.</param>
/// <param name="Unread">Those who have not; none are told of a group.</param>
/// <param name="Next">For the next of a group's readers; null: these are the last.</param>
internal sealed record ReceiptPage(ReceiptState State, IReadOnlyList<string> Read, IReadOnlyList<string> Unread, string? Next = null);
