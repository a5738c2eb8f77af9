namespace PicoClaw.Hosting.Reloading;

/// <summary>
/// Options that may change while the process runs. Read <see cref="Value"/> for every use and keep nothing of it: within a turn it stays the same
/// (<see cref="LiveSettings.Pin"/>), between turns it may not.
/// </summary>
public sealed class Live<T>(Func<T> read)
    where T : class
{
    /// <summary>The content differs from what it was; called after the change, outside of any turn.</summary>
    public event Action<T>? Changed;

    public T Value => read();

    internal void Announce() => Changed?.Invoke(Value);
}
