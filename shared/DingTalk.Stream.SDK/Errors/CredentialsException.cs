namespace DingTalk.Stream.OpenApi;

/// <summary>Client id, client secret or access token are refused; nothing was sent. Nothing but a change of configuration helps.</summary>
public sealed class CredentialsException : DingTalkException
{
    internal CredentialsException(string message)
        : base(message)
    {
    }
}
