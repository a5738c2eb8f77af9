using PicoClaw.Agent.Models.Faults;

namespace PicoClaw.Agent.Models.Wire.Errors;

/// <summary>Turns the text of a service's error into an exception that says whose fault it is.</summary>
internal static class ServiceFailure
{
    private const int TooLarge = 413;
    private const int LegalReasons = 451;

    /// <param name="answer">The text.</param>
    /// <param name="status">Null when the status was a good one.</param>
    /// <param name="prefix">Written before the service's own sentence.</param>
    /// <param name="mask">Hides keys that the service repeats.</param>
    /// <param name="retryAfter">How long the service asks to wait.</param>
    public static Exception Of(string answer, int? status, string prefix, SecretMask mask, TimeSpan? retryAfter = null)
    {
        var message = prefix + ErrorText.Of(answer, mask);
        var text = ErrorText.Readable(answer);
        var failure = new ModelCallException(FaultOf(text, status ?? ErrorText.Status(answer)), message)
        {
            Status = status,
            RetryAfter = retryAfter,
            RefusesTools = ErrorKinds.NoTools.IsMatch(text),
        };
        return status == TooLarge || ErrorKinds.TooLong.IsMatch(text) ? new ContextTooLongException(message, failure) : failure;
    }

    private static ModelFault FaultOf(string text, int? status) =>
        status == LegalReasons || ErrorKinds.Refused.IsMatch(text) ? ModelFault.Refused
        : ErrorKinds.NoTools.IsMatch(text) ? ModelFault.Rejected
        : ErrorKinds.Misconfigured.IsMatch(text) ? ModelFault.Misconfigured
        : status switch
        {
            null or >= 500 or 408 or 409 or 425 or 429 => ModelFault.Transient,
            401 or 402 or 403 or 404 => ModelFault.Misconfigured,
            _ => ModelFault.Rejected,
        };
}
