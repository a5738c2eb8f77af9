using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PicoClaw.Storage.Blobs;

/// <summary>Deletes what is over its term, in steps. Several replicas may do so at the same time.</summary>
internal sealed class BlobCleaner(IBlobStore blobs, IOptions<BlobOptions> options, TimeProvider time, ILogger<BlobCleaner> logger)
    : IntervalService(TimeSpan.FromHours(1), runsAtStart: true, time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public Task<int> CleanAsync(CancellationToken cancellationToken) =>
        blobs.DeleteOlderThanAsync(Time.GetUtcNow() - options.Value.KeepTime, cancellationToken);

    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await CleanAsync(cancellationToken) > 0)
        {
            // Lets others reach disk and store in between.
            await Task.Delay(Pause, Time, cancellationToken);
        }
    }

    protected override void OnFailed(Exception exception) => Log.BlobsNotCleaned(logger, exception.Message);
}
