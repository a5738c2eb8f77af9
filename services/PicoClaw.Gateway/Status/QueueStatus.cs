namespace PicoClaw.Gateway.Status;

/// <summary>A queue of the broker.</summary>
internal sealed record QueueStatus(string Queue, uint Messages, uint Consumers);
