namespace PicoClaw.Hosting.Messaging;

/// <summary>
/// Writes what arrives while a batch is written as the next batch, in the order of arrival: a backlog costs a transaction a batch and not one a message, and what comes alone waits for nobody.
/// </summary>
/// <param name="write">Commits a batch and gives back a result for each of it; when it fails, each is written alone.</param>
public sealed class IntakeBatches<TMessage, TResult>(Func<IReadOnlyList<TMessage>, CancellationToken, Task<IReadOnlyList<TResult>>> write) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private List<Arrival> _arrivals = [];
    private Task _writing = Task.CompletedTask;

    /// <summary>Has taken its place in the order when it returns; its task ends when the message is committed.</summary>
    public Task<TResult> PutAsync(TMessage message, CancellationToken cancellationToken)
    {
        var arrival = new Arrival(message);
        lock (_lock)
        {
            _arrivals.Add(arrival);
            if (_writing.IsCompleted)
            {
                // A batch belongs to none of the traces of its messages.
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
                    // Within the lock, so that the next arrival is either seen here or starts the writing again.
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
            // One that cannot be written must not take the others with it.
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
