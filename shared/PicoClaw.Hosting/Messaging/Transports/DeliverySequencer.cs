namespace PicoClaw.Hosting.Messaging.Transports;

/// <summary>
/// Admits the deliveries of one channel in the order of their tags, however their handlers are scheduled. Tags count from 1 without gaps.
/// </summary>
internal sealed class DeliverySequencer
{
    private readonly Lock _lock = new();
    private readonly HashSet<ulong> _passed = [];
    private readonly HashSet<ulong> _inside = [];
    private readonly Dictionary<ulong, TaskCompletionSource> _waiting = [];
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ulong _next = 1;
    private bool _isHeld;
    private bool _isClosed;

    /// <summary>True once a consumer asked for the order.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>Completes when all earlier deliveries have passed; cancelled when the channel closes first.</summary>
    public Task EnterAsync(ulong tag)
    {
        lock (_lock)
        {
            IsUsed = true;
            if (_isClosed)
            {
                return Task.FromCanceled(new CancellationToken(canceled: true));
            }

            if (tag <= _next && !_isHeld)
            {
                _inside.Add(tag);
                return Task.CompletedTask;
            }

            var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting[tag] = waiting;
            return waiting.Task;
        }
    }

    /// <summary>Admits the next delivery.</summary>
    public void Pass(ulong tag)
    {
        lock (_lock)
        {
            if (tag < _next)
            {
                return;
            }

            _passed.Add(tag);
            while (_passed.Remove(_next))
            {
                _next++;
            }

            if (!_isHeld && _waiting.Remove(_next, out var next))
            {
                _inside.Add(_next);
                next.SetResult();
            }
        }
    }

    /// <summary>The delivery is finished, whether it was admitted or not.</summary>
    public void End(ulong tag)
    {
        Pass(tag);
        lock (_lock)
        {
            _inside.Remove(tag);
            SettleIfEmpty();
        }
    }

    /// <summary>Admits nothing more; completes when all admitted deliveries are finished.</summary>
    public Task HoldAsync()
    {
        lock (_lock)
        {
            _isHeld = true;
            SettleIfEmpty();
            return _empty.Task;
        }
    }

    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            foreach (var waiting in _waiting.Values)
            {
                waiting.SetCanceled();
            }

            _waiting.Clear();
        }
    }

    private void SettleIfEmpty()
    {
        if (_isHeld && _inside.Count == 0)
        {
            _empty.TrySetResult();
        }
    }
}
