namespace DingTalk.Stream.OpenApi;

/// <summary>Refused, and it will be refused again: a wrong receiver or body, a missing permission, the monthly quota. Nothing was sent.</summary>
public sealed class PermanentException : DingTalkException
{
    internal PermanentException(string message)
        : base(message)
    {
    }
}
