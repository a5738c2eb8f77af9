namespace PicoClaw.Gateway.Status;

internal sealed class StoreUnreadException(string message, Exception? innerException = null) : Exception(message, innerException);
