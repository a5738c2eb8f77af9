namespace PicoClaw.Egress.Notifications.Http;

/// <summary>The answer of <c>GET /v1/messages/{id}</c>.</summary>
internal sealed record MessageStatus(
    Guid Id, string Account, DateTimeOffset CreatedAt, DateTimeOffset? NotBefore, DateTimeOffset? ExpiresAt, StatusCounts Counts,
    IReadOnlyList<RecipientStatus> Recipients)
{
    /// <summary>Null when it was not asked for.</summary>
    public ReadCounts? Reads { get; init; }
}
