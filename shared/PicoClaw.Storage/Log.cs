using Microsoft.Extensions.Logging;

namespace PicoClaw.Storage;

internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Error, "Waiting for the store {Store}, which is away: {Reason}")]
    public static partial void StoreAway(ILogger logger, string store, string reason);

    [LoggerMessage(101, LogLevel.Information, "The store {Store} answers again")]
    public static partial void StoreBack(ILogger logger, string store);

    [LoggerMessage(102, LogLevel.Warning, "Replicas cannot wake each other through {Store}, so new work may wait for seconds; trying until it works: {Reason}")]
    public static partial void NotifierBroken(ILogger logger, string store, string reason);

    [LoggerMessage(103, LogLevel.Information, "Replicas wake each other through {Store} again")]
    public static partial void NotifierBack(ILogger logger, string store);

    [LoggerMessage(110, LogLevel.Warning, "The lease of lane {Key} was taken over; its work here is cancelled")]
    public static partial void LeaseLost(ILogger logger, string key);

    [LoggerMessage(111, LogLevel.Warning, "The lease of lane {Key} could not be renewed in time; its work here is cancelled")]
    public static partial void LeaseNotRenewed(ILogger logger, string key);

    [LoggerMessage(112, LogLevel.Error, "Work in lane {Key} failed ({Failures} times in a row); next try in {Delay}: {Reason}")]
    public static partial void LaneFailed(ILogger logger, string key, int failures, TimeSpan delay, string reason);

    [LoggerMessage(113, LogLevel.Error, "{What} failed and will be tried again: {Reason}")]
    private static partial void TriedAgain(ILogger logger, string what, string reason);

    [LoggerMessage(114, LogLevel.Error, "The lease of lane {Key} could not be renewed; its work here is cancelled: {Reason}")]
    public static partial void LeaseRenewalFailed(ILogger logger, string key, string reason);

    [LoggerMessage(115, LogLevel.Error, "Lane {Key} could not be released and is free when its lease runs out: {Reason}")]
    public static partial void LaneBroken(ILogger logger, string key, string reason);

    [LoggerMessage(117, LogLevel.Debug, "The lease of lane {Key} ran out while the store was away; its work here is cancelled")]
    public static partial void LeaseRanOut(ILogger logger, string key);

    [LoggerMessage(118, LogLevel.Warning, "The clock ran ahead: {Count} lanes were held for longer than a lease. They are free again within one lease")]
    public static partial void LanesCorrected(ILogger logger, int count);

    [LoggerMessage(119, LogLevel.Debug, "Stack trace of a failure: {What}")]
    public static partial void Trace(ILogger logger, Exception exception, string what);

    [LoggerMessage(120, LogLevel.Debug, "The store's rows could not be counted for the metrics; next try in 15 s: {Reason}")]
    public static partial void NotCounted(ILogger logger, string reason);

    [LoggerMessage(122, LogLevel.Warning, "Replica {Owner} is gone, or cut off from the store; its {Count} lanes go on elsewhere")]
    public static partial void ReplicaGone(ILogger logger, string owner, int count);

    [LoggerMessage(123, LogLevel.Warning, "Files that are over their term could not be deleted; the next try is in an hour: {Reason}")]
    public static partial void BlobsNotCleaned(ILogger logger, string reason);

    /// <summary>For work that is repeated: logged when it begins to fail, not each time.</summary>
    public static void Failed(ILogger logger, StoreFault fault, string what, Exception exception)
    {
        if (fault.Set(exception.Message))
        {
            TriedAgain(logger, what, exception.Message);
        }

        Trace(logger, exception, what);
    }
}
