namespace PicoClaw.Gateway.Commands.Send;

/// <summary>The body of <c>POST /v1/messages</c>, as docs/notifications.md has it.</summary>
internal sealed record MessageToSend
{
    public string? Account { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    public string? Markdown { get; init; }

    public string? Title { get; init; }

    public string? Priority { get; init; }

    public string? IdempotencyKey { get; init; }

    public string? NotBefore { get; init; }

    public string? ExpiresAt { get; init; }
}
