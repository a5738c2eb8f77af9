using System.Net;

namespace DingTalk.Stream.OpenApi;

/// <summary>
/// A call to DingTalk failed. The derived type says what may be done about it; the message says why, and never holds a
/// token, a secret or a webhook's address. Source: dingtalk.md, section 5.3.
/// </summary>
public abstract class DingTalkException : Exception
{
    private protected DingTalkException(string message)
        : base(message)
    {
    }

    /// <summary>DingTalk's error code, a word or a number; null when the answer named none.</summary>
    public string? Code { get; init; }

    /// <summary>The answer's HTTP status; null when there was no answer. Errors of the legacy API come with 200.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The id DingTalk's support asks for, when the answer had one.</summary>
    public string? RequestId { get; init; }
}
