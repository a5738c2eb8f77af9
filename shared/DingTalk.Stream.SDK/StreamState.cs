namespace DingTalk.Stream;

/// <summary>Where a <see cref="DingTalkStreamClient"/> stands.</summary>
public enum StreamState
{
    /// <summary>Not running.</summary>
    Stopped,

    /// <summary>No link yet, or none any more; a new one is being opened, with backoff.</summary>
    Connecting,

    /// <summary>A link is open. It stays so while the link is replaced; where DingTalk gave it up, unless the replacement fails.</summary>
    Open,

    /// <summary>DingTalk refuses the app; somebody has to change something. Tried again slowly.</summary>
    Refused,
}
