namespace PicoClaw.Agent.Models.Wire;

/// <summary>Turns what a service says instead of an answer into one kind of exception.</summary>
internal static class ServiceFailure
{
    private const int TooLarge = 413;
    private const int LegalReasons = 451;

    /// <param name="answer">What it says.</param>
    /// <param name="status">Null when the status said that all is well.</param>
    /// <param name="prefix">What stands before its sentence.</param>
    /// <param name="mask">Hides keys that it repeats.</param>
    /// <param name="retryAfter">How long it asks to be left alone.</param>
    public static Exception Of(string answer, int? status, string prefix, SecretMask mask, TimeSpan? retryAfter = null)
    {
        var message = prefix + ErrorText.Of(answer, mask);
        var text = ErrorText.Readable(answer);
        var failure = new ModelCallException(FaultOf(text, status ?? ErrorText.Status(answer)), message) { RetryAfter = retryAfter, RefusesTools = ErrorKinds.NoTools.IsMatch(text) };
        return status == TooLarge || ErrorKinds.TooLong.IsMatch(text) ? new ContextTooLongException(message, failure) : failure;
    }

    private static ModelFault FaultOf(string text, int? status) =>
        status == LegalReasons || ErrorKinds.Refused.IsMatch(text) ? ModelFault.Refused
        : ErrorKinds.NoTools.IsMatch(text) ? ModelFault.Rejected
        : ErrorKinds.NeedsAPerson.IsMatch(text) ? ModelFault.Misconfigured
        : status switch
        {
            null or >= 500 or 408 or 409 or 425 or 429 => ModelFault.Passing,
            401 or 402 or 403 or 404 => ModelFault.Misconfigured,
            _ => ModelFault.Rejected,
        };
}
