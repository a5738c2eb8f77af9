namespace PicoClaw.Agent.Models.Faults;

/// <summary>No model of the chain answered; the message says why each did not.</summary>
internal sealed class ModelsUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The fault of all failures that says most about who can help.</summary>
    public ModelFault Fault { get; init; } = ModelFault.Transient;
}
