namespace PicoClaw.Gateway.Status;

/// <summary>How long calls by one way waited for their permits, since the start of the processes that answer.</summary>
internal sealed record PermitStatus(string Way, double Calls, double AverageSeconds);
