namespace PicoClaw.Storage.Lanes.Monitoring;

/// <summary>A lane that waits for a retry.</summary>
/// <param name="Key">The lane's key.</param>
/// <param name="Failures">How often in a row work in it failed.</param>
/// <param name="FailingFor">Since the first of these failures.</param>
internal sealed record StuckLane(string Key, long Failures, TimeSpan FailingFor);
