using Microsoft.Extensions.Logging;

namespace PicoClaw.Hosting;

internal static partial class Log
{
    [LoggerMessage(500, LogLevel.Warning, "{Warning}")]
    public static partial void ConfigWarning(ILogger logger, string warning);

    [LoggerMessage(501, LogLevel.Debug, "After a failed start, stopping failed too: {Reason}")]
    public static partial void StopFailed(ILogger logger, string reason);

    [LoggerMessage(502, LogLevel.Warning, "Messages to {Intake} are not accepted; each waits and is sent again, and nothing is lost: {Reason}")]
    public static partial void NotTaken(ILogger logger, string intake, string reason);

    [LoggerMessage(503, LogLevel.Information, "Messages to {Intake} are accepted again, after {Refused} refused sends in {Seconds:0} s")]
    public static partial void TakenAgain(ILogger logger, string intake, int refused, double seconds);

    [LoggerMessage(
        504,
        LogLevel.Error,
        "Waiting for the broker {Broker}, which is away; check that RabbitMQ runs there and that \"broker\" has the right user and password: {Reason}")]
    public static partial void BrokerAway(ILogger logger, string broker, string reason);

    [LoggerMessage(505, LogLevel.Information, "The broker {Broker} answers again")]
    public static partial void BrokerBack(ILogger logger, string broker);

    [LoggerMessage(520, LogLevel.Error, "RabbitMQ blocks publishing: {Alarm}; messages wait, and nothing is lost; give it memory or disk, or empty its queues")]
    public static partial void PublishingBlocked(ILogger logger, string alarm);

    [LoggerMessage(521, LogLevel.Information, "RabbitMQ takes messages again")]
    public static partial void PublishingUnblocked(ILogger logger);

    [LoggerMessage(506, LogLevel.Information, "Requests to other machines go through the proxy {Proxy} ({Variable}), except to those in NO_PROXY")]
    public static partial void Proxy(ILogger logger, string proxy, string variable);

    [LoggerMessage(530, LogLevel.Information, "Stopping, {Count} answers in flight; a second signal ends at once")]
    public static partial void Stopping(ILogger logger, int count);

    [LoggerMessage(
        540,
        LogLevel.Error,
        "Message {Id} to {Intake} ({Bytes} bytes) cannot be taken and is kept as a dead letter; see picoclaw dead show {Id}: {Reason}")]
    public static partial void SetAside(ILogger logger, string id, string intake, long bytes, string reason);

    [LoggerMessage(541, LogLevel.Debug, "The broker's queues of dead letters are not read; it is tried again: {Reason}")]
    public static partial void DeadQueuesNotRead(ILogger logger, string reason);

    [LoggerMessage(550, LogLevel.Information, "{File} has changed, and applies from now on: {Fields}; answers that are under way end as they began")]
    public static partial void ConfigApplied(ILogger logger, string file, string fields);

    [LoggerMessage(551, LogLevel.Warning, "Restart PicoClaw to apply these changes, which are read at start only: {Fields} ({File})")]
    public static partial void ConfigNeedsRestart(ILogger logger, string fields, string file);

    [LoggerMessage(552, LogLevel.Error, "The changed configuration is not used, the one before stays; correct the file, it is read again: {Problem}")]
    public static partial void ConfigRefused(ILogger logger, string problem);

    [LoggerMessage(553, LogLevel.Information, "{File} can be used again")]
    public static partial void ConfigUsable(ILogger logger, string file);

    [LoggerMessage(554, LogLevel.Debug, "The broker did not take the progress of reply {ReplyId}; people see the reply once it is whole: {Reason}")]
    public static partial void ProgressLost(ILogger logger, Guid replyId, string reason);
}
