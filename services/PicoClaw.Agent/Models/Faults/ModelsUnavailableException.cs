namespace PicoClaw.Agent.Models;

/// <summary>No model of the chain answered; the message says why each did not.</summary>
internal sealed class ModelsUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What a person should do about it: that of all failures which says most.</summary>
    public ModelFault Fault { get; init; } = ModelFault.Passing;
}
