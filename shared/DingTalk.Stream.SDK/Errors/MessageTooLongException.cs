namespace DingTalk.Stream.OpenApi;

/// <summary>The message has more bytes than DingTalk takes (460101, 101002, <c>…msgParam.tooLong</c>). Nothing was sent; send it in parts.</summary>
public sealed class MessageTooLongException : PermanentException
{
    internal MessageTooLongException(string message)
        : base(message)
    {
    }
}
