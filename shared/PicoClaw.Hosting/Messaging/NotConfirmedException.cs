namespace PicoClaw.Hosting.Messaging;

/// <summary>The message was not confirmed in time. It may still arrive.</summary>
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
