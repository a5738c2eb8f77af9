namespace PicoClaw.Storage;

/// <summary>Two processes were pointed at the same SQLite files. The message says what to do.</summary>
public sealed class StoreInUseException(string message, Exception innerException) : IOException(message, innerException);
