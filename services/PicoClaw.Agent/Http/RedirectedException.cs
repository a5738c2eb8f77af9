namespace PicoClaw.Agent.Http;

/// <summary>An address answered with another address.</summary>
internal sealed class RedirectedException(string message) : HttpRequestException(message);
