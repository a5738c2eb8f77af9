namespace PicoClaw.Ingress.Spool;

/// <summary>
/// The waiting messages of a conversation. Of those that are here together the one written first leaves first: a message that had to be
/// re-sent, because a process died with it, comes after later ones.
/// </summary>
internal sealed class SpoolLane(ConversationKey key)
{
    private readonly PriorityQueue<SpoolEntry, (DateTimeOffset SentAt, long Number)> _entries = new();

    public ConversationKey Key => key;

    /// <summary>Appends that have begun and not ended.</summary>
    public int Appending { get; set; }

    /// <summary>The message on its way to the broker.</summary>
    public SpoolEntry? Leaving { get; private set; }

    /// <summary>It waits for its turn, or has it.</summary>
    public bool IsScheduled { get; set; }

    public bool IsEmpty => Appending == 0 && Leaving is null && _entries.Count == 0;

    public bool HasNext => _entries.Count > 0;

    public DateTimeOffset? Oldest => Leaving?.SentAt ?? (_entries.TryPeek(out var entry, out _) ? entry.SentAt : null);

    public void Add(SpoolEntry entry) => _entries.Enqueue(entry, (entry.SentAt, entry.Number));

    public SpoolEntry Take() => Leaving = _entries.Dequeue();

    public void Return()
    {
        Add(Leaving!);
        Leaving = null;
    }

    public void Finish() => Leaving = null;
}
