namespace PicoClaw.Agent.Models;

/// <summary>No model of the chain answered; the message says why each did not.</summary>
internal sealed class ModelsUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
