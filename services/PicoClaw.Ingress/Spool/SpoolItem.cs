namespace PicoClaw.Ingress.Spool;

/// <summary>Where a message is in its file.</summary>
internal readonly record struct SpoolItem(ConversationKey Key, DateTimeOffset SentAt, long Offset, int Length);
