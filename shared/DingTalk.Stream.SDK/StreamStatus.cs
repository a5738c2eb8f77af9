namespace DingTalk.Stream;

/// <summary>A snapshot of a <see cref="DingTalkStreamClient"/>.</summary>
public sealed record StreamStatus
{
    /// <summary>Where the client stands.</summary>
    public StreamState State { get; init; }

    /// <summary>Since when the present link is open; null when there is none.</summary>
    public DateTimeOffset? OpenSince { get; init; }

    /// <summary>When the last frame came, pings included; null when none ever did.</summary>
    public DateTimeOffset? LastFrameAt { get; init; }

    /// <summary>How many links were opened after the first.</summary>
    public int Reconnects { get; init; }

    /// <summary>Why the last link was lost or left, for people to read; null when none was yet. It stays while the next one is open. Holds no secret.</summary>
    public string? LastLoss { get; init; }

    /// <summary>When the last link was lost or left.</summary>
    public DateTimeOffset? LastLossAt { get; init; }

    /// <summary>Why there is no link and what to do about it, for people to read; null while one is open. Holds no secret.</summary>
    public string? LastError { get; init; }
}
