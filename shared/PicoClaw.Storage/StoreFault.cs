namespace PicoClaw.Storage;

/// <summary>Why one kind of access to the store fails, or nothing while it works.</summary>
internal sealed class StoreFault
{
    private string? _reason;

    public string? Reason => Volatile.Read(ref _reason);

    /// <summary>True if it was not set before.</summary>
    public bool Set(string reason) => Interlocked.Exchange(ref _reason, reason) is null;

    /// <summary>True if it was set before.</summary>
    public bool Clear() => Reason is not null && Interlocked.Exchange(ref _reason, null) is not null;
}
