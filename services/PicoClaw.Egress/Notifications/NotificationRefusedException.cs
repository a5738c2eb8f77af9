namespace PicoClaw.Egress.Notifications;

/// <summary>A notification is not in order; the message says what to change.</summary>
internal sealed class NotificationRefusedException(string problem) : Exception(problem);
