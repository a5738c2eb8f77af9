namespace PicoClaw.Storage;

/// <summary>The database is there but does not let us in. The message says what to do.</summary>
public sealed class StoreRefusedException(string message, Exception innerException) : IOException(message, innerException);
