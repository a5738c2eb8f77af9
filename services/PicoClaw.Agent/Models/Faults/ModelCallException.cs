namespace PicoClaw.Agent.Models.Faults;

/// <summary>One call of one model failed.</summary>
internal sealed class ModelCallException(ModelFault fault, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public ModelFault Fault => fault;

    /// <summary>How long the service asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when the service says that the model takes no tools at all.</summary>
    public bool RefusesTools { get; init; }
}
