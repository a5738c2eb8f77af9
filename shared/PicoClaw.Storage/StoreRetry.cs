using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace PicoClaw.Storage;

/// <summary>Repeats work while the store is away, and logs when that begins and ends.</summary>
internal sealed class StoreRetry(
    string store, Func<DbException, bool> isAway, Func<DbException, string> describe, TimeProvider time, ILogger logger)
{
    private readonly StoreFault _writeFault = new();
    private readonly StoreFault _readFault = new();

    // Reads may succeed while writes fail, so only a write ends a write's fault.
    public string? Fault => _writeFault.Reason ?? _readFault.Reason;

    public Task<T> WriteAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) => RunAsync(_writeFault, work, cancellationToken);

    public Task<T> ReadAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) => RunAsync(_readFault, work, cancellationToken);

    private async Task<T> RunAsync<T>(StoreFault fault, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            // What began before the last change says nothing about now: at an outage's ends some of it fails and some succeeds.
            var changes = fault.Changes;
            try
            {
                var result = await work();
                if (fault.Changes == changes && fault.Clear() && Fault is null)
                {
                    Log.StoreBack(logger, store);
                }

                return result;
            }
            catch (DbException exception) when (isAway(exception))
            {
                var reason = describe(exception);
                var isNew = Fault is null;
                if (fault.Changes == changes && fault.Set(reason) && isNew)
                {
                    Log.StoreAway(logger, store, reason);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(5000, 50 << Math.Min(attempt, 7))), time, cancellationToken);
            }
        }
    }
}
