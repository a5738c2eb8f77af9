namespace DingTalk.Stream.OpenApi;

/// <summary>The message may have been sent: a timeout after the request was written, a 5xx, an answer that cannot be read. Sending again may double it.</summary>
public sealed class UnknownOutcomeException : DingTalkException
{
    internal UnknownOutcomeException(string message)
        : base(message)
    {
    }
}
