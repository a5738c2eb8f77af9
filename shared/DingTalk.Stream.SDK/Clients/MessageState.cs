namespace DingTalk.Stream.OpenApi;

/// <summary>What became of a message after it was accepted (<c>sendStatus</c>).</summary>
public enum MessageState
{
    /// <summary>It was delivered (<c>SUCCESS</c>).</summary>
    Sent,

    /// <summary>DingTalk is still delivering it (<c>PROCESSING</c>).</summary>
    Sending,

    /// <summary>It was recalled (<c>RECALLED</c>).</summary>
    Recalled,
}
