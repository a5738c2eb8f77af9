namespace PicoClaw.Egress.Notifications.Http;

/// <summary>The body of <c>POST /v1/messages</c>.</summary>
internal sealed class MessageRequest
{
    /// <summary>May be left out where there is only one to choose.</summary>
    public string? Account { get; init; }

    public IReadOnlyList<string?>? To { get; init; }

    public string? Markdown { get; init; }

    public string? Title { get; init; }

    public string? Priority { get; init; }

    public string? IdempotencyKey { get; init; }

    /// <summary>An instant of ISO 8601 with its zone, which .NET would let be missing.</summary>
    public string? NotBefore { get; init; }

    public string? ExpiresAt { get; init; }
}
