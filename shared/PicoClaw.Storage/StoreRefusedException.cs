namespace PicoClaw.Storage;

/// <summary>The database answers but refuses access. The message says what to do.</summary>
public sealed class StoreRefusedException(string message, Exception innerException) : IOException(message, innerException);
