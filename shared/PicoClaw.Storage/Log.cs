using Microsoft.Extensions.Logging;

namespace PicoClaw.Storage;

internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Error, "The store {Store} is away and will be waited for: {Reason}")]
    public static partial void StoreAway(ILogger logger, string store, string reason);

    [LoggerMessage(101, LogLevel.Information, "The store {Store} answers again")]
    public static partial void StoreBack(ILogger logger, string store);

    [LoggerMessage(102, LogLevel.Warning, "Replicas do not wake each other through {Store} now, which costs them seconds, and will again: {Reason}")]
    public static partial void BellBroken(ILogger logger, string store, string reason);

    [LoggerMessage(110, LogLevel.Warning, "The lease of lane {Key} was taken over; its work here is cancelled")]
    public static partial void LeaseLost(ILogger logger, string key);

    [LoggerMessage(111, LogLevel.Warning, "The lease of lane {Key} could not be renewed in time; its work here is cancelled")]
    public static partial void LeaseNotRenewed(ILogger logger, string key);

    [LoggerMessage(114, LogLevel.Error, "The lease of lane {Key} could not be renewed; its work here is cancelled")]
    public static partial void LeaseRenewalFailed(ILogger logger, Exception exception, string key);

    [LoggerMessage(112, LogLevel.Error, "Work in lane {Key} failed and will be tried again in {Delay}")]
    public static partial void LaneFailed(ILogger logger, Exception exception, string key, TimeSpan delay);

    [LoggerMessage(115, LogLevel.Error, "Lane {Key} ended by surprise and will be tried again when its lease has run out")]
    public static partial void LaneBroken(ILogger logger, Exception exception, string key);

    [LoggerMessage(113, LogLevel.Error, "Looking for lanes with work failed and will be tried again")]
    public static partial void SweepFailed(ILogger logger, Exception exception);
}
