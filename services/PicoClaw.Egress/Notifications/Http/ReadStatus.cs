namespace PicoClaw.Egress.Notifications.Http;

/// <summary>Whether a recipient has read a message.</summary>
/// <param name="State"><c>read</c>, <c>unread</c>, <c>pending</c> or <c>unknown</c>; a group's is <c>read</c> when anybody in it has.</param>
/// <param name="Readers">How many in the group have.</param>
/// <param name="Reason">Why it is not known.</param>
internal sealed record ReadStatus(string State, int? Readers = null, string? Reason = null);
