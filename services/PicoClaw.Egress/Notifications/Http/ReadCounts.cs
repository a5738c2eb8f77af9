namespace PicoClaw.Egress.Notifications.Http;

/// <summary>Who has read a message, in numbers.</summary>
/// <param name="Read">People who have: those written to, and the readers in each group.</param>
/// <param name="Unread">People written to who have not. It is not told of groups.</param>
/// <param name="Pending">Recipients whose answer is to come: ask again in a few seconds.</param>
/// <param name="Unknown">Recipients of whom it cannot be told; each says why.</param>
internal sealed record ReadCounts(int Read, int Unread, int Pending, int Unknown);
