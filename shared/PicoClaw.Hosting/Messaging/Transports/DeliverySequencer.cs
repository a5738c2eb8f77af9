namespace PicoClaw.Hosting.Messaging;

/// <summary>Lets the deliveries of one channel in by the order of their tags, which count from 1 without gaps, however their handlers are scheduled.</summary>
internal sealed class Turnstile
{
    private readonly Lock _lock = new();
    private readonly HashSet<ulong> _passed = [];
    private readonly HashSet<ulong> _inside = [];
    private readonly Dictionary<ulong, TaskCompletionSource> _waiting = [];
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ulong _next = 1;
    private bool _isHeld;
    private bool _isClosed;

    /// <summary>True once a delivery was let in: somebody keeps the order.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>Ends when all deliveries before this one have passed; cancelled when the channel ends before.</summary>
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

    /// <summary>Lets in the next one.</summary>
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

    /// <summary>The delivery has been dealt with, whether it ever came in or not.</summary>
    public void End(ulong tag)
    {
        Pass(tag);
        lock (_lock)
        {
            _inside.Remove(tag);
            SettleIfEmpty();
        }
    }

    /// <summary>Lets nothing in any more; ends when all that is inside has been dealt with.</summary>
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
