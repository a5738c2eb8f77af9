using PicoClaw.Ingress.Spool.Files;

namespace PicoClaw.Ingress.Spool;

/// <summary>The messages in the spool by conversation, and which of them may go to the broker. Its lock is never held while a disk works.</summary>
internal sealed class SpoolQueue : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _turns = new(0);
    private readonly SpoolLanes _lanes = new();
    private bool _isBrokerAway;

    public int Messages
    {
        get
        {
            lock (_lock)
            {
                return _lanes.Messages;
            }
        }
    }

    public DateTimeOffset? Oldest
    {
        get
        {
            lock (_lock)
            {
                return _lanes.Oldest;
            }
        }
    }

    /// <summary>True when a new message of the conversation must follow another one, or had better: the broker is known to be away.</summary>
    public bool Takes(ConversationKey key)
    {
        lock (_lock)
        {
            return _lanes.Contains(key) || (_isBrokerAway && _lanes.Messages > 0);
        }
    }

    public void BrokerFailed()
    {
        lock (_lock)
        {
            _isBrokerAway = true;
        }
    }

    /// <summary>From here on newer messages of the conversation follow the one that is being written; until <see cref="Expected"/>.</summary>
    public void Expect(ConversationKey key)
    {
        lock (_lock)
        {
            _lanes.Expect(key);
        }
    }

    public void Expected(ConversationKey key)
    {
        lock (_lock)
        {
            _lanes.Expected(key);
        }
    }

    /// <summary>Keeps a file that is appended to; false when it is done already.</summary>
    public bool Hold(Segment segment)
    {
        lock (_lock)
        {
            return segment.IsHeld = !segment.IsDone;
        }
    }

    /// <summary>The append is over; true when the file is done.</summary>
    public bool LetGo(Segment segment)
    {
        lock (_lock)
        {
            segment.IsHeld = false;
            return segment.IsDone = segment.Waiting == 0;
        }
    }

    public void Add(Segment segment, IEnumerable<SpoolItem> items)
    {
        var turns = 0;
        lock (_lock)
        {
            foreach (var item in items)
            {
                segment.Waiting++;
                turns += _lanes.Add(item.Key, number => new SpoolEntry(segment, item.Offset, item.Length, item.SentAt, number)) ? 1 : 0;
            }
        }

        Release(turns);
    }

    /// <summary>Waits for a message that may go to the broker: the first of its conversation. It is the lane's <see cref="SpoolLane.Leaving"/>.</summary>
    public async Task<SpoolLane> TakeAsync(CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        lock (_lock)
        {
            return _lanes.Take();
        }
    }

    /// <summary>The broker has not taken it: it comes again, before the others of its conversation.</summary>
    public void Return(SpoolLane lane)
    {
        lock (_lock)
        {
            _lanes.Return(lane);
        }

        Release(1);
    }

    /// <summary>The broker has it, or <paramref name="isLost"/>: no disk has. True when its file is done.</summary>
    public bool Finish(SpoolLane lane, bool isLost)
    {
        var segment = lane.Leaving!.Segment;
        bool hasNext;
        lock (_lock)
        {
            _isBrokerAway &= isLost;
            segment.IsDamaged |= isLost;
            hasNext = _lanes.Finish(lane);
            segment.Waiting--;
            segment.IsDone = segment is { Waiting: 0, IsHeld: false };
        }

        Release(hasNext ? 1 : 0);
        return segment.IsDone;
    }

    public void Dispose() => _turns.Dispose();

    private void Release(int turns)
    {
        if (turns > 0)
        {
            _turns.Release(turns);
        }
    }
}
