namespace DingTalk.Stream;

/// <summary>The state of a <see cref="DingTalkStreamClient"/>.</summary>
public enum StreamState
{
    /// <summary>Not running.</summary>
    Stopped,

    /// <summary>There is no link; one is being opened, with backoff.</summary>
    Connecting,

    /// <summary>
    /// A link is open. The state stays Open while the link is replaced; if DingTalk gave it up, only as long as the replacement does not
    /// fail.
    /// </summary>
    Open,

    /// <summary>DingTalk refuses the app, and its configuration must change. The client retries slowly.</summary>
    Refused,
}
