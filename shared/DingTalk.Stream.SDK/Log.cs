using Microsoft.Extensions.Logging;

namespace DingTalk.Stream;

// Log lines hold ids and reasons, never payloads, tickets, tokens, secrets or webhooks.
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "DingTalk {ClientId}: link open")]
    public static partial void LinkOpen(ILogger logger, string clientId);

    [LoggerMessage(2, LogLevel.Warning, "DingTalk {ClientId}: {Reason}")]
    public static partial void LinkDown(ILogger logger, string clientId, string reason);

    [LoggerMessage(3, LogLevel.Error, "DingTalk {ClientId}: {Reason}")]
    public static partial void LinkRefused(ILogger logger, string clientId, string reason);

    [LoggerMessage(4, LogLevel.Information, "DingTalk {ClientId}: DingTalk ends the link; opening another first")]
    public static partial void LinkLeft(ILogger logger, string clientId);

    [LoggerMessage(5, LogLevel.Information, "DingTalk {ClientId}: stopped")]
    public static partial void Stopped(ILogger logger, string clientId);

    [LoggerMessage(6, LogLevel.Warning, "DingTalk {ClientId}: stopped while {Count} handlers were still running; their frames stay unacked")]
    public static partial void DrainTimedOut(ILogger logger, string clientId, int count);

    [LoggerMessage(7, LogLevel.Information, "DingTalk {ClientId}: {Reason}; opening another link first")]
    public static partial void LinkRecycled(ILogger logger, string clientId, string reason);

    [LoggerMessage(10, LogLevel.Warning, "DingTalk {ClientId}: frame {MessageId} skipped: {Reason}")]
    public static partial void MalformedFrame(ILogger logger, string clientId, string messageId, string reason);

    [LoggerMessage(11, LogLevel.Warning, "DingTalk {ClientId}: no handler for frame {MessageId}")]
    public static partial void NoHandler(ILogger logger, string clientId, string messageId);

    [LoggerMessage(12, LogLevel.Debug, "DingTalk {ClientId}: frame {MessageId} was re-sent while it is being handled")]
    public static partial void DuplicateSkipped(ILogger logger, string clientId, string messageId);

    [LoggerMessage(13, LogLevel.Warning, "DingTalk {ClientId}: too many frames are waiting; frame {MessageId} stays unacked and will be re-sent")]
    public static partial void FrameShed(ILogger logger, string clientId, string messageId);

    [LoggerMessage(14, LogLevel.Error, "DingTalk {ClientId}: the handler of {Topic} failed; frame {MessageId} stays unacked and will be re-sent")]
    public static partial void HandlerFailed(ILogger logger, string clientId, string topic, string messageId, Exception exception);

    [LoggerMessage(15, LogLevel.Warning, "DingTalk {ClientId}: the handler of {Topic} timed out; frame {MessageId} stays unacked and will be re-sent")]
    public static partial void HandlerTimedOut(ILogger logger, string clientId, string topic, string messageId);

    [LoggerMessage(16, LogLevel.Error, "DingTalk {ClientId}: a listener failed")]
    public static partial void ListenerFailed(ILogger logger, string clientId, Exception exception);

    [LoggerMessage(17, LogLevel.Debug, "DingTalk {ClientId}: frame {MessageId} was re-sent after it was handled; repeating its ack")]
    public static partial void AckRepeated(ILogger logger, string clientId, string messageId);

    [LoggerMessage(
        18,
        LogLevel.Warning,
        "DingTalk {ClientId}: a handler blocks or throws when it is cancelled ({Cause}); the stop does not wait for it. Correct the handler")]
    public static partial void AbortFailed(ILogger logger, string clientId, string cause);

    [LoggerMessage(
        19, LogLevel.Error, "DingTalk {ClientId}: the handler of {Topic} failed after frame {MessageId} was acked, so it will not be re-sent")]
    public static partial void AckedHandlerFailed(ILogger logger, string clientId, string topic, string messageId, Exception exception);

    [LoggerMessage(
        22, LogLevel.Warning, "DingTalk {ClientId}: stopped before frame {MessageId} was handled; it was acked on arrival and will not be re-sent")]
    public static partial void AckedFrameDropped(ILogger logger, string clientId, string messageId);

    [LoggerMessage(20, LogLevel.Debug, "DingTalk {ClientId}: access token fetched, valid for {Seconds} s")]
    public static partial void TokenFetched(ILogger logger, string clientId, double seconds);

    [LoggerMessage(21, LogLevel.Information, "DingTalk {ClientId}: access token refused ({Code}); fetching a new one")]
    public static partial void TokenRefused(ILogger logger, string clientId, string? code);
}
