namespace DingTalk.Stream;

/// <summary>A snapshot of a <see cref="DingTalkStreamClient"/>.</summary>
public sealed record StreamStatus
{
    /// <summary>The state.</summary>
    public StreamState State { get; init; }

    /// <summary>When the current link opened; null when there is none.</summary>
    public DateTimeOffset? OpenSince { get; init; }

    /// <summary>When the last frame arrived, pings included; null before the first.</summary>
    public DateTimeOffset? LastFrameAt { get; init; }

    /// <summary>
    /// When anything last arrived on a link: a frame, or the WebSocket's answer to a ping; null before the first. While a link is open it is
    /// hardly older than <see cref="DingTalkStreamOptions.KeepAliveInterval"/>.
    /// </summary>
    public DateTimeOffset? LastHeardAt { get; init; }

    /// <summary>Links opened after the first one.</summary>
    public int Reconnects { get; init; }

    /// <summary>
    /// Why the last link was lost or left, for people to read; null if none was. It stays while the next link is open. It holds no
    /// secret.
    /// </summary>
    public string? LastLoss { get; init; }

    /// <summary>When the last link was lost or left.</summary>
    public DateTimeOffset? LastLossAt { get; init; }

    /// <summary>Why there is no link and what to do about it, for people to read; null while a link is open. It holds no secret.</summary>
    public string? LastError { get; init; }
}
