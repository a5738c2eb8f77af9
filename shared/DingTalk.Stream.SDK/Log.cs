using Microsoft.Extensions.Logging;

namespace DingTalk.Stream;

/// <summary>Everything the library logs: ids and reasons; never payloads, tickets, tokens, secrets or webhooks.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "DingTalk {ClientId}: link open")]
    public static partial void LinkOpen(ILogger logger, string clientId);

    [LoggerMessage(2, LogLevel.Warning, "DingTalk {ClientId}: {Reason}")]
    public static partial void LinkDown(ILogger logger, string clientId, string reason);

    [LoggerMessage(3, LogLevel.Error, "DingTalk {ClientId}: {Reason}")]
    public static partial void LinkRefused(ILogger logger, string clientId, string reason);

    [LoggerMessage(4, LogLevel.Information, "DingTalk {ClientId}: DingTalk gives the link up, opening another before leaving it")]
    public static partial void LinkLeft(ILogger logger, string clientId);

    [LoggerMessage(5, LogLevel.Information, "DingTalk {ClientId}: stopped")]
    public static partial void Stopped(ILogger logger, string clientId);

    [LoggerMessage(6, LogLevel.Warning, "DingTalk {ClientId}: stopped while {Count} handlers were still running; their frames stay unacked")]
    public static partial void DrainTimedOut(ILogger logger, string clientId, int count);

    [LoggerMessage(7, LogLevel.Information, "DingTalk {ClientId}: {Reason}; opening another link before leaving this one")]
    public static partial void LinkRecycled(ILogger logger, string clientId, string reason);

    [LoggerMessage(10, LogLevel.Warning, "DingTalk {ClientId}: frame {MessageId} skipped: {Reason}")]
    public static partial void MalformedFrame(ILogger logger, string clientId, string messageId, string reason);

    [LoggerMessage(11, LogLevel.Warning, "DingTalk {ClientId}: no handler for frame {MessageId}")]
    public static partial void NoHandler(ILogger logger, string clientId, string messageId);

    [LoggerMessage(12, LogLevel.Debug, "DingTalk {ClientId}: frame {MessageId} came again while it is being handled")]
    public static partial void DuplicateSkipped(ILogger logger, string clientId, string messageId);

    [LoggerMessage(13, LogLevel.Warning, "DingTalk {ClientId}: too many frames wait, frame {MessageId} is left unacked to come again")]
    public static partial void FrameShed(ILogger logger, string clientId, string messageId);

    [LoggerMessage(14, LogLevel.Error, "DingTalk {ClientId}: the handler of {Topic} failed, frame {MessageId} is left unacked to come again")]
    public static partial void HandlerFailed(ILogger logger, string clientId, string topic, string messageId, Exception exception);

    [LoggerMessage(15, LogLevel.Warning, "DingTalk {ClientId}: the handler of {Topic} takes too long, frame {MessageId} is left unacked to come again")]
    public static partial void HandlerTimedOut(ILogger logger, string clientId, string topic, string messageId);

    [LoggerMessage(16, LogLevel.Error, "DingTalk {ClientId}: a listener failed")]
    public static partial void ListenerFailed(ILogger logger, string clientId, Exception exception);

    [LoggerMessage(17, LogLevel.Debug, "DingTalk {ClientId}: frame {MessageId} came again after it was handled, its ack is repeated")]
    public static partial void AckRepeated(ILogger logger, string clientId, string messageId);

    [LoggerMessage(18, LogLevel.Warning, "DingTalk {ClientId}: a handler blocks or throws when it is cancelled ({Cause}); the stop does not wait for it. Correct the handler")]
    public static partial void AbortFailed(ILogger logger, string clientId, string cause);

    [LoggerMessage(19, LogLevel.Error, "DingTalk {ClientId}: the handler of {Topic} failed after frame {MessageId} was acked, so it does not come again")]
    public static partial void AckedHandlerFailed(ILogger logger, string clientId, string topic, string messageId, Exception exception);

    [LoggerMessage(22, LogLevel.Warning, "DingTalk {ClientId}: stopped before frame {MessageId}, which was acked at once, was handled; it does not come again")]
    public static partial void AckedFrameDropped(ILogger logger, string clientId, string messageId);

    [LoggerMessage(20, LogLevel.Debug, "DingTalk {ClientId}: access token fetched, good for {Seconds} s")]
    public static partial void TokenFetched(ILogger logger, string clientId, double seconds);

    [LoggerMessage(21, LogLevel.Information, "DingTalk {ClientId}: access token refused ({Code}), fetching another")]
    public static partial void TokenRefused(ILogger logger, string clientId, string? code);
}
