using Microsoft.Extensions.Logging;

namespace PicoClaw.Storage;

internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Error, "The store {Store} is away and will be waited for: {Reason}")]
    public static partial void StoreAway(ILogger logger, string store, string reason);

    [LoggerMessage(101, LogLevel.Information, "The store {Store} answers again")]
    public static partial void StoreBack(ILogger logger, string store);

    [LoggerMessage(102, LogLevel.Warning, "Replicas do not wake each other through {Store} now, which costs them seconds; it is tried until it works: {Reason}")]
    public static partial void BellBroken(ILogger logger, string store, string reason);

    [LoggerMessage(110, LogLevel.Warning, "The lease of lane {Key} was taken over; its work here is cancelled")]
    public static partial void LeaseLost(ILogger logger, string key);

    [LoggerMessage(111, LogLevel.Warning, "The lease of lane {Key} could not be renewed in time; its work here is cancelled")]
    public static partial void LeaseNotRenewed(ILogger logger, string key);

    [LoggerMessage(114, LogLevel.Error, "The lease of lane {Key} could not be renewed; its work here is cancelled: {Reason}")]
    public static partial void LeaseRenewalFailed(ILogger logger, string key, string reason);

    [LoggerMessage(117, LogLevel.Debug, "The lease of lane {Key} ran out while the store was away; its work here is cancelled")]
    public static partial void LeaseRanOut(ILogger logger, string key);

    [LoggerMessage(112, LogLevel.Error, "Work in lane {Key} failed ({Failures} times in a row) and is tried again in {Delay}: {Reason}")]
    public static partial void LaneFailed(ILogger logger, string key, int failures, TimeSpan delay, string reason);

    [LoggerMessage(115, LogLevel.Error, "Lane {Key} could not be released and is free when its lease runs out: {Reason}")]
    public static partial void LaneBroken(ILogger logger, string key, string reason);

    [LoggerMessage(118, LogLevel.Warning, "{Count} lanes were held further into the future than a lease lasts: the clock ran ahead. They are free again within a lease")]
    public static partial void LanesCut(ILogger logger, int count);

    [LoggerMessage(120, LogLevel.Debug, "What lies in the store could not be counted for the metrics; it is counted again in 15 s: {Reason}")]
    public static partial void NotCounted(ILogger logger, string reason);

    [LoggerMessage(119, LogLevel.Debug, "Trace of what failed: {What}")]
    public static partial void Trace(ILogger logger, Exception exception, string what);

    /// <summary>Of something that is tried again and again: told when it begins to fail, not each time.</summary>
    public static void Failed(ILogger logger, StoreFault fault, string what, Exception exception)
    {
        if (fault.Set(exception.Message))
        {
            TriedAgain(logger, what, exception.Message);
        }

        Trace(logger, exception, what);
    }

    [LoggerMessage(113, LogLevel.Error, "{What} failed and is tried again: {Reason}")]
    private static partial void TriedAgain(ILogger logger, string what, string reason);

    [LoggerMessage(103, LogLevel.Information, "Replicas wake each other through {Store} again")]
    public static partial void BellBack(ILogger logger, string store);
}
