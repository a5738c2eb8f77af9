namespace DingTalk.Stream.OpenApi;

/// <summary>
/// Refused by a code that DingTalk documents nowhere, or by a 4xx without one. Nothing was sent; whether it is for now or for good the answer does not tell,
/// so try again a few times with growing delay, then give up and report the code.
/// </summary>
public sealed class UnlistedErrorException : DingTalkException
{
    internal UnlistedErrorException(string message)
        : base(message)
    {
    }
}
