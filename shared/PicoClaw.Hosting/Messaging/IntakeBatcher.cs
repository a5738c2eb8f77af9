namespace PicoClaw.Hosting.Messaging;

/// <summary>
/// Messages that arrive while a batch is being written form the next batch, in the order of arrival. A backlog costs one transaction per batch
/// instead of one per message, and a single message never waits for others.
/// </summary>
/// <param name="write">Commits a batch and returns a result for each message; when it fails, each message is written alone.</param>
public sealed class IntakeBatcher<TMessage, TResult>(Func<IReadOnlyList<TMessage>, CancellationToken, Task<IReadOnlyList<TResult>>> write) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private List<Arrival> _arrivals = [];
    private Task _writing = Task.CompletedTask;

    /// <summary>The order is settled when it returns; its task completes when the message is committed.</summary>
    public Task<TResult> PutAsync(TMessage message, CancellationToken cancellationToken)
    {
        var arrival = new Arrival(message);
        lock (_lock)
        {
            _arrivals.Add(arrival);
            if (_writing.IsCompleted)
            {
                // A batch belongs to no single trace.
                using var apart = ExecutionContext.SuppressFlow();
                _writing = Task.Run(WriteArrivalsAsync, CancellationToken.None);
            }
        }

        return arrival.Committed.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WriteArrivalsAsync()
    {
        while (true)
        {
            List<Arrival> arrivals;
            lock (_lock)
            {
                if (_arrivals.Count == 0)
                {
                    // Inside the lock, so the next arrival is either seen here or starts the writer again.
                    _writing = Task.CompletedTask;
                    return;
                }

                (arrivals, _arrivals) = (_arrivals, []);
            }

            await WriteAsync(arrivals);
        }
    }

    private async Task WriteAsync(IReadOnlyList<Arrival> arrivals)
    {
        try
        {
            var results = await write([.. arrivals.Select(arrival => arrival.Message)], _stop.Token);
            foreach (var (arrival, result) in arrivals.Zip(results))
            {
                arrival.Committed.TrySetResult(result);
            }
        }
        catch (Exception) when (arrivals.Count > 1 && !_stop.IsCancellationRequested)
        {
            // One bad message must not fail the others.
            foreach (var arrival in arrivals)
            {
                await WriteAsync([arrival]);
            }
        }
        catch (Exception exception)
        {
            foreach (var arrival in arrivals)
            {
                arrival.Committed.TrySetException(exception);
            }
        }
    }

    private sealed class Arrival(TMessage message)
    {
        public TMessage Message => message;

        public TaskCompletionSource<TResult> Committed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
