namespace PicoClaw.Storage;

/// <summary>The store refuses a value that was to be written, and always will. The message says why.</summary>
public sealed class ContentRefusedException(string message, Exception innerException) : Exception(message, innerException);
