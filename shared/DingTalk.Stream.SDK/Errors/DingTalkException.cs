using System.Net;

namespace DingTalk.Stream.OpenApi;

/// <summary>
/// A call to DingTalk failed. The derived type says what may be done about it; the message says why, and never holds a
/// token, a secret or a webhook's address. Source: docs/dingtalk-protocol.md 5.3.
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

/// <summary>Refused before it was processed, for now: too many calls. Nothing was sent; try again later.</summary>
public sealed class ThrottledException : DingTalkException
{
    internal ThrottledException(string message)
        : base(message)
    {
    }

    /// <summary>
    /// How long to wait at least: what the answer asks for, else 5 min for a blocked address, 60 s for a webhook, else <see cref="DingTalkApiOptions.ThrottleDelay"/>.
    /// </summary>
    public required TimeSpan RetryAfter { get; init; }

    /// <summary>True when the public address is blocked that the calls come from: then every call of every app behind it has to wait.</summary>
    public bool IsAddressBlocked { get; init; }
}

/// <summary>DingTalk was not reached (name not resolved, connection refused); certainly nothing was sent, so that it may be tried again.</summary>
public sealed class DingTalkUnreachableException : DingTalkException
{
    internal DingTalkUnreachableException(string message)
        : base(message)
    {
    }
}

/// <summary>DingTalk or what stands behind it was too busy (−1, 15, and 88 without a sub code), or what was asked for is not there yet (<c>processQueryKey.expireTime</c>). Try again after a second or more, three times at most.</summary>
public sealed class BusyException : DingTalkException
{
    internal BusyException(string message)
        : base(message)
    {
    }
}

/// <summary>The session webhook is gone (300001, 300005, <c>session.notExisted</c>, <c>session.expired</c>); nothing was sent. Send through the robot API instead.</summary>
public sealed class SessionExpiredException : DingTalkException
{
    internal SessionExpiredException(string message)
        : base(message)
    {
    }
}

/// <summary>Client id, client secret or access token are refused; nothing was sent. Nothing but a change of configuration helps.</summary>
public sealed class CredentialsException : DingTalkException
{
    internal CredentialsException(string message)
        : base(message)
    {
    }
}

/// <summary>The message may have been sent: a timeout after the request was written, a 5xx, an answer that cannot be read. Sending again may double it.</summary>
public sealed class UnknownOutcomeException : DingTalkException
{
    internal UnknownOutcomeException(string message)
        : base(message)
    {
    }
}

/// <summary>
/// Refused by a code that DingTalk documents nowhere, or by a 4xx without one. Nothing was sent; whether it is for now or for good the answer does not tell,
/// so try again a few times with growing delay, then give up and report the code.
/// </summary>
public sealed class UnlistedErrorException : DingTalkException
{
    internal UnlistedErrorException(string message)
        : base(message)
    {
    }
}

/// <summary>
/// Refused, and it will be refused again: a wrong receiver or body, or what its subclasses <see cref="PermissionMissingException"/>,
/// <see cref="QuotaExhaustedException"/>, <see cref="ContentRefusedException"/> and <see cref="MessageTooLongException"/> say. Nothing was sent.
/// </summary>
public class PermanentException : DingTalkException
{
    internal PermanentException(string message)
        : base(message)
    {
    }
}

/// <summary>The app lacks a permission, which somebody has to grant in the developer console (<c>…AccessTokenPermissionDenied</c>, 60011). Nothing was sent.</summary>
public sealed class PermissionMissingException : PermanentException
{
    internal PermissionMissingException(string message)
        : base(message)
    {
    }

    /// <summary>The permissions to grant, such as <c>qyapi_robot_sendmsg</c>; empty when DingTalk names none.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }
}

/// <summary>The organisation's API calls of this month are used up (<c>…ApiCountLimitForOrg</c>, 90020). Nothing was sent; session webhooks still work.</summary>
public sealed class QuotaExhaustedException : PermanentException
{
    internal QuotaExhaustedException(string message)
        : base(message)
    {
    }
}

/// <summary>DingTalk's own check refuses what the message holds: a link, a word or a picture (430101 to 430104, <c>contain.…</c>, <c>param.contentUnsafe</c>). Nothing was sent.</summary>
public sealed class ContentRefusedException : PermanentException
{
    internal ContentRefusedException(string message)
        : base(message)
    {
    }
}

/// <summary>The message has more bytes than DingTalk takes (460101, 101002, <c>…msgParam.tooLong</c>). Nothing was sent; send it in parts.</summary>
public sealed class MessageTooLongException : PermanentException
{
    internal MessageTooLongException(string message)
        : base(message)
    {
    }
}

/// <summary>The caller gave up after the request had left, so the call may have taken effect. Any other <see cref="OperationCanceledException"/> of a client means that nothing was sent.</summary>
/// <param name="message">What was called.</param>
/// <param name="cancellationToken">The caller's token.</param>
public sealed class CanceledAfterSendException(string message, CancellationToken cancellationToken) : OperationCanceledException(message, cancellationToken);
