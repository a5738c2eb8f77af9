namespace PicoClaw.Egress.Notifications.Http;

/// <summary>How many recipients have which status. Those whose record was deleted after its time are in none.</summary>
internal sealed record StatusCounts(int Queued, int Sent, int Failed);
