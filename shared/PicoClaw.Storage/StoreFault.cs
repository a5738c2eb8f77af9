namespace PicoClaw.Storage;

/// <summary>Why one way into the store is closed, if it is.</summary>
internal sealed class StoreFault
{
    private string? _reason;

    public string? Reason => Volatile.Read(ref _reason);

    /// <summary>True when it was not set before.</summary>
    public bool Set(string reason) => Interlocked.Exchange(ref _reason, reason) is null;

    /// <summary>True when it was set before.</summary>
    public bool Clear() => Reason is not null && Interlocked.Exchange(ref _reason, null) is not null;
}
