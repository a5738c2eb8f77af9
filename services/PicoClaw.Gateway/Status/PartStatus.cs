namespace PicoClaw.Gateway.Status;

/// <summary>A part of a process as its <c>/ready</c> tells it.</summary>
/// <param name="Status">ok, degraded or failed.</param>
/// <param name="Message">Why, or more about it.</param>
internal sealed record PartStatus(string Status, string? Message);
