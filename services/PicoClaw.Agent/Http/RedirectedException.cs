namespace PicoClaw.Agent.Http;

/// <summary>An address answered that what is asked is elsewhere.</summary>
internal sealed class RedirectedException(string message) : HttpRequestException(message);
