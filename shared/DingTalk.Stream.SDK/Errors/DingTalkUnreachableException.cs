namespace DingTalk.Stream.OpenApi;

/// <summary>DingTalk was not reached (name not resolved, connection refused); certainly nothing was sent, so that it may be tried again.</summary>
public sealed class DingTalkUnreachableException : DingTalkException
{
    internal DingTalkUnreachableException(string message)
        : base(message)
    {
    }
}
