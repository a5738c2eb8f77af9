namespace DingTalk.Stream.OpenApi;

/// <summary>
/// Refused, and it will be refused again: a wrong receiver or body, or what its subclasses <see cref="PermissionMissingException"/>,
/// <see cref="QuotaExhaustedException"/>, <see cref="ContentRefusedException"/> and <see cref="MessageTooLongException"/> say. Nothing was sent.
/// </summary>
public class PermanentException : DingTalkException
{
    internal PermanentException(string message)
        : base(message)
    {
    }
}
