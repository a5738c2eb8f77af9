namespace PicoClaw.Storage.Lanes.Monitoring;

/// <summary>A lane that waits for a retry.</summary>
/// <param name="Key">The lane's key.</param>
/// <param name="Failures">The number of consecutive failures.</param>
/// <param name="FailingFor">The time since the first of these failures.</param>
internal sealed record StuckLane(string Key, long Failures, TimeSpan FailingFor);
