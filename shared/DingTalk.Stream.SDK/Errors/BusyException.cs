namespace DingTalk.Stream.OpenApi;

/// <summary>DingTalk or what stands behind it was too busy (−1, 15, and 88 without a sub code), or what was asked for is not there yet (<c>processQueryKey.expireTime</c>). Try again after a second or more, three times at most.</summary>
public sealed class BusyException : DingTalkException
{
    internal BusyException(string message)
        : base(message)
    {
    }
}
