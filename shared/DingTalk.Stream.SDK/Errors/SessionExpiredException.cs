namespace DingTalk.Stream.OpenApi;

/// <summary>The session webhook is gone (300001, 300005, <c>session.notExisted</c>, <c>session.expired</c>); nothing was sent. Send through the robot API instead.</summary>
public sealed class SessionExpiredException : DingTalkException
{
    internal SessionExpiredException(string message)
        : base(message)
    {
    }
}
