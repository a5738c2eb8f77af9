using System.Net;

namespace DingTalk.Stream.OpenApi;

/// <summary>
/// A call to DingTalk failed. The derived type says what to do; the message says why, and never holds a token, a secret or a webhook's
/// address. Source: docs/dingtalk-protocol.md 5.3.
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

    /// <summary>The request id for DingTalk's support, if the answer had one.</summary>
    public string? RequestId { get; init; }
}

/// <summary>Too many calls: refused before processing. Nothing was sent; try again later.</summary>
public sealed class ThrottledException : DingTalkException
{
    internal ThrottledException(string message)
        : base(message)
    {
    }

    /// <summary>
    /// The minimum wait: as the answer asks, else 5 min for a blocked address, 60 s for a webhook, else
    /// <see cref="DingTalkApiOptions.ThrottleDelay"/>.
    /// </summary>
    public required TimeSpan RetryAfter { get; init; }

    /// <summary>True when DingTalk blocks the public IP address of the calls: then every app behind it must wait.</summary>
    public bool IsAddressBlocked { get; init; }
}

/// <summary>DingTalk was not reached (name not resolved, connection refused). Nothing was sent, so retrying is safe.</summary>
public sealed class DingTalkUnreachableException : DingTalkException
{
    internal DingTalkUnreachableException(string message)
        : base(message)
    {
    }
}

/// <summary>
/// DingTalk was too busy (−1, 15, and 88 without a sub code), or the requested item does not exist yet
/// (<c>processQueryKey.expireTime</c>). Try again after a second or more, three times at most.
/// </summary>
public sealed class BusyException : DingTalkException
{
    internal BusyException(string message)
        : base(message)
    {
    }
}

/// <summary>
/// The session webhook has expired (300001, 300005, <c>session.notExisted</c>, <c>session.expired</c>). Nothing was sent; use the robot
/// API.
/// </summary>
public sealed class SessionExpiredException : DingTalkException
{
    internal SessionExpiredException(string message)
        : base(message)
    {
    }
}

/// <summary>Client id, client secret or access token were refused. Nothing was sent; correct the configuration.</summary>
public sealed class CredentialsException : DingTalkException
{
    internal CredentialsException(string message)
        : base(message)
    {
    }
}

/// <summary>
/// The message may have been sent: a timeout after the request was written, a 5xx, or an unreadable answer. Sending again may duplicate
/// it.
/// </summary>
public sealed class UnknownOutcomeException : DingTalkException
{
    internal UnknownOutcomeException(string message)
        : base(message)
    {
    }
}

/// <summary>
/// Refused with a code that DingTalk does not document, or with a 4xx without a code. Nothing was sent. The answer does not say whether
/// this is temporary: retry a few times with growing delays, then give up and report the code.
/// </summary>
public sealed class UnlistedErrorException : DingTalkException
{
    internal UnlistedErrorException(string message)
        : base(message)
    {
    }
}

/// <summary>
/// Refused permanently: a wrong receiver or body, or a more specific reason: <see cref="PermissionMissingException"/>,
/// <see cref="QuotaExhaustedException"/>, <see cref="ContentRefusedException"/> or <see cref="MessageTooLongException"/>. Nothing was sent.
/// </summary>
public class PermanentException : DingTalkException
{
    internal PermanentException(string message)
        : base(message)
    {
    }
}

/// <summary>
/// The app lacks a permission (<c>…AccessTokenPermissionDenied</c>, 60011); grant it in the developer console. Nothing was sent.
/// </summary>
public sealed class PermissionMissingException : PermanentException
{
    internal PermissionMissingException(string message)
        : base(message)
    {
    }

    /// <summary>The permissions to grant, such as <c>qyapi_robot_sendmsg</c>; empty when DingTalk names none.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }
}

/// <summary>
/// The organisation's API calls of this month are used up (<c>…ApiCountLimitForOrg</c>, 90020). Nothing was sent; session webhooks still
/// work.
/// </summary>
public sealed class QuotaExhaustedException : PermanentException
{
    internal QuotaExhaustedException(string message)
        : base(message)
    {
    }
}

/// <summary>
/// DingTalk's content check refuses a link, a word or a picture (430101 to 430104, <c>contain.…</c>, <c>param.contentUnsafe</c>). Nothing
/// was sent.
/// </summary>
public sealed class ContentRefusedException : PermanentException
{
    internal ContentRefusedException(string message)
        : base(message)
    {
    }
}

/// <summary>
/// The message has more bytes than DingTalk accepts (460101, 101002, <c>…msgParam.tooLong</c>). Nothing was sent; send it in parts.
/// </summary>
public sealed class MessageTooLongException : PermanentException
{
    internal MessageTooLongException(string message)
        : base(message)
    {
    }
}

/// <summary>
/// The caller cancelled after the request was sent, so the call may have taken effect. Any other <see cref="OperationCanceledException"/>
/// of a client means that nothing was sent.
/// </summary>
/// <param name="message">The call.</param>
/// <param name="cancellationToken">The caller's token.</param>
public sealed class CanceledAfterSendException(string message, CancellationToken cancellationToken)
    : OperationCanceledException(message, cancellationToken);
