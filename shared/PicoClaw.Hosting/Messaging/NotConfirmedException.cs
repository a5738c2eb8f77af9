namespace PicoClaw.Hosting.Messaging;

/// <summary>Nobody vouched for the message in time.</summary>
public sealed class NotConfirmedException : Exception
{
    public NotConfirmedException(string message)
        : base(message)
    {
    }

    public NotConfirmedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
