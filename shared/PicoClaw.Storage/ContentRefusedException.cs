namespace PicoClaw.Storage;

/// <summary>The store does not take a value that was to be written, and never will. The message says why.</summary>
public sealed class ContentRefusedException(string message, Exception innerException) : Exception(message, innerException);
