namespace PicoClaw.Ingress.Spool;

/// <summary>The conversations with messages in the spool, and their turns. Its caller holds the spool's lock.</summary>
internal sealed class SpoolLanes
{
    private readonly Dictionary<ConversationKey, SpoolLane> _lanes = [];
    private readonly Queue<SpoolLane> _scheduled = [];
    private long _number;

    public int Messages { get; private set; }

    public DateTimeOffset? Oldest => _lanes.Count == 0 ? null : _lanes.Values.Min(lane => lane.Oldest);

    public bool Contains(ConversationKey key) => _lanes.ContainsKey(key);

    /// <summary>From here on newer messages of the conversation follow this one.</summary>
    public void Expect(ConversationKey key) => Of(key).Appending++;

    public void Expected(ConversationKey key)
    {
        var lane = Of(key);
        lane.Appending--;
        RemoveIfEmpty(lane);
    }

    /// <summary>True when the lane has just got its turn, so there is one more to take.</summary>
    public bool Add(ConversationKey key, Func<long, SpoolEntry> entry)
    {
        var lane = Of(key);
        lane.Add(entry(++_number));
        Messages++;
        return Schedule(lane);
    }

    public SpoolLane Take()
    {
        var lane = _scheduled.Dequeue();
        lane.Take();
        return lane;
    }

    /// <summary>The message of <see cref="Take"/> stays first of its conversation; other conversations come before it. There is one more to take.</summary>
    public void Return(SpoolLane lane)
    {
        lane.Return();
        lane.IsScheduled = false;
        Schedule(lane);
    }

    /// <summary>True when the lane has another message, so there is one more to take.</summary>
    public bool Finish(SpoolLane lane)
    {
        lane.Finish();
        lane.IsScheduled = false;
        Messages--;
        var goesOn = Schedule(lane);
        RemoveIfEmpty(lane);
        return goesOn;
    }

    private bool Schedule(SpoolLane lane)
    {
        if (lane.IsScheduled || !lane.HasNext)
        {
            return false;
        }

        lane.IsScheduled = true;
        _scheduled.Enqueue(lane);
        return true;
    }

    private SpoolLane Of(ConversationKey key)
    {
        if (!_lanes.TryGetValue(key, out var lane))
        {
            lane = _lanes[key] = new SpoolLane(key);
        }

        return lane;
    }

    private void RemoveIfEmpty(SpoolLane lane)
    {
        if (lane.IsEmpty)
        {
            _lanes.Remove(lane.Key);
        }
    }
}
