namespace PicoClaw.Agent.Models.Faults;

/// <summary>One call of one model failed.</summary>
internal sealed class ModelCallException(ModelFault fault, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public ModelFault Fault => fault;

    /// <summary>The HTTP status of a refusal; null when there was no answer, or the answer itself was at fault.</summary>
    public int? Status { get; init; }

    /// <summary>How long the service asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when the service says that the model takes no tools at all.</summary>
    public bool RefusesTools { get; init; }
}
