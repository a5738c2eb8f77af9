namespace PicoClaw.Agent.Models.Faults;

/// <summary>The prompt is longer than the model's context window: with less history it may fit.</summary>
internal sealed class ContextTooLongException(string message, Exception innerException) : Exception(message, innerException);
