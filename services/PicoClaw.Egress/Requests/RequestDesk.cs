using System.Collections.Concurrent;
using PicoClaw.Egress.Accounts;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Requests;

/// <summary>Answers the requests of an account beside its sender, which tells it when to look. Closing it waits for the calls that are out.</summary>
internal sealed class RequestDesk<TRequest>(IRequestWork<TRequest> work, AccountLease lease, LaneHold hold, CancellationToken cancellationToken)
    : IAsyncDisposable
{
    private const int MostAtOnce = 4;

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, Task> _inHand = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _answered = new();
    private readonly SemaphoreSlim _places = new(MostAtOnce, MostAtOnce);
    private Task _looking = Task.CompletedTask;
    private bool _isAsked;
    private bool _isClosed;

    /// <summary>Ends when nothing is left to look for.</summary>
    public Task Looking
    {
        get
        {
            lock (_gate)
            {
                return _looking;
            }
        }
    }

    /// <summary>While it is, the account has to be kept: its replies would wait for the end of a call.</summary>
    public bool IsBusy => !_inHand.IsEmpty;

    public void Look()
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            _isAsked = true;
            if (_looking.IsCompleted)
            {
                _looking = Task.Run(LookAsync, CancellationToken.None);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        await Looking;
        await Task.WhenAll(_inHand.Values);
        _places.Dispose();
    }

    private async Task LookAsync()
    {
        while (MustLook())
        {
            // In hand until then: a look that was under way still sees them in the store, and would call once more.
            while (_answered.TryDequeue(out var id))
            {
                _inHand.TryRemove(id, out _);
            }

            try
            {
                foreach (var request in hold.ShouldYield ? [] : await work.ReadAsync(lease.Lane, cancellationToken))
                {
                    Take(request);
                }
            }
            catch (Exception exception)
            {
                work.Failed(exception, cancellationToken);
            }
        }
    }

    private bool MustLook()
    {
        lock (_gate)
        {
            if (!_isAsked)
            {
                // Inside the lock, so that the next one is either seen here or begins again.
                _looking = Task.CompletedTask;
            }

            return Interlocked.Exchange(ref _isAsked, false);
        }
    }

    // One that is in hand is answered where it was last asked from.
    private void Take(TRequest request)
    {
        var answered = new TaskCompletionSource();
        if (_inHand.TryAdd(work.IdOf(request), answered.Task))
        {
            _ = AnswerAsync(request, answered);
        }
    }

    private async Task AnswerAsync(TRequest request, TaskCompletionSource answered)
    {
        try
        {
            await _places.WaitAsync(cancellationToken);
            try
            {
                await work.AnswerAsync(lease, request, () => !hold.ShouldYield && lease.IsSafe(), cancellationToken);
            }
            finally
            {
                _places.Release();
            }
        }
        catch (Exception exception)
        {
            work.Failed(exception, cancellationToken);
        }

        // It may have been asked again just after its answer was taken.
        _answered.Enqueue(work.IdOf(request));
        Look();
        answered.SetResult();
    }
}
