namespace PicoClaw.Gateway.Status;

/// <summary>Messages that wait for a turn.</summary>
internal sealed record MailboxStatus(double Waiting, double OldestSeconds);
