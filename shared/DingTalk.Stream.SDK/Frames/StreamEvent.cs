namespace DingTalk.Stream.Protocol;

/// <summary>An event of the organisation: an <c>EVENT</c> frame with its headers by name. Source: docs/dingtalk-protocol.md 2.1.</summary>
public sealed record StreamEvent
{
    /// <summary>DingTalk's id of the event (<c>eventId</c>), for deduplication; else the frame's <c>messageId</c>.</summary>
    public required string EventId { get; init; }

    /// <summary>The type, such as <c>user_add_org</c> (<c>eventType</c>); "" when absent.</summary>
    public required string EventType { get; init; }

    /// <summary>When it happened (<c>eventBornTime</c>, milliseconds on the wire).</summary>
    public DateTimeOffset? BornAt { get; init; }

    /// <summary>The organisation (<c>eventCorpId</c>).</summary>
    public string? CorpId { get; init; }

    /// <summary>The app's id across its kinds (<c>eventUnifiedAppId</c>).</summary>
    public string? UnifiedAppId { get; init; }

    /// <summary>The payload: JSON as a string, whose shape depends on the type.</summary>
    public string Data { get; init; } = "";

    /// <summary>Reads a frame.</summary>
    /// <param name="frame">An <c>EVENT</c> frame.</param>
    /// <returns>The event.</returns>
    public static StreamEvent From(StreamFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var headers = frame.Headers;
        return new StreamEvent
        {
            EventId = headers["eventId"] is { Length: > 0 } id ? id : headers.MessageId,
            EventType = headers["eventType"] ?? "",
            BornAt = headers.Instant("eventBornTime"),
            CorpId = headers["eventCorpId"],
            UnifiedAppId = headers["eventUnifiedAppId"],
            Data = frame.Data,
        };
    }

    /// <summary>Type and id, without the payload: safe to log.</summary>
    public override string ToString() => $"event {EventType} {EventId}";
}
