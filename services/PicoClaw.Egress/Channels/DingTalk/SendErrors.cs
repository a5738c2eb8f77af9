using DingTalk.Stream.OpenApi;

namespace PicoClaw.Egress.Channels.DingTalk;

/// <summary>Judges the client's errors: what became of the call that threw, and when it may be made again.</summary>
internal static class SendErrors
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    // 5, 10 and 20 s: over a limit by the second, and into the next window of most others.
    private static readonly TimeSpan UnlistedDelay = TimeSpan.FromSeconds(5);

    /// <summary>Null for what is neither DingTalk's answer nor a cancellation: a defect.</summary>
    public static SendResult? ResultOf(Exception exception, SendRoute route, DingTalkAccount account, CancellationToken cancellationToken) => exception switch
    {
        // Through the OpenAPI it is a refusal: there is no other route.
        SessionExpiredException when route == DingTalkRoutes.Webhook => new SendResult.RouteClosed(),
        ThrottledException throttled => new SendResult.Throttled(throttled.RetryAfter, throttled.Message, throttled.IsAddressBlocked),
        DingTalkUnreachableException => new SendResult.Later(RetryDelay, exception.Message),
        BusyException => new SendResult.Busy(RetryDelay, exception.Message),
        UnlistedErrorException => new SendResult.Busy(UnlistedDelay, exception.Message),
        QuotaExhaustedException => new SendResult.QuotaGone(),
        UnknownOutcomeException unknown => new SendResult.Unknown(unknown.Message, unknown.Status is null || (int)unknown.Status >= 500),
        CanceledAfterSendException => new SendResult.Unknown(exception.Message, IsServerFault: false),
        OperationCanceledException when cancellationToken.IsCancellationRequested => new SendResult.NotCalled(),
        CredentialsException => new SendResult.Refused(
            $"{exception.Message} They are client_id and client_secret of the account \"{account.Name}\" in the configuration."),
        MessageTooLongException => new SendResult.Refused($"{exception.Message} The longest part is set by egress.markdown.max_chunk_bytes; lower it."),
        ContentRefusedException => new SendResult.Withheld(exception.Message),

        // The client itself refuses an argument, such as an empty id in the reply route: then nothing was sent either.
        DingTalkException or ArgumentException => new SendResult.Refused(exception.Message),
        _ => null,
    };
}
