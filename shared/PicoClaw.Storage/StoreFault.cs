namespace PicoClaw.Storage;

/// <summary>Why one kind of access to the store fails, or nothing while it works.</summary>
internal sealed class StoreFault
{
    private string? _reason;
    private int _changes;

    public string? Reason => Volatile.Read(ref _reason);

    /// <summary>How often it began and ended.</summary>
    public int Changes => Volatile.Read(ref _changes);

    /// <summary>True if it was not set before.</summary>
    public bool Set(string reason) => Changed(Interlocked.Exchange(ref _reason, reason) is null);

    /// <summary>True if it was set before.</summary>
    public bool Clear() => Reason is not null && Changed(Interlocked.Exchange(ref _reason, null) is not null);

    private bool Changed(bool isChange)
    {
        if (isChange)
        {
            Interlocked.Increment(ref _changes);
        }

        return isChange;
    }
}
