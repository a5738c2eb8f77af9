namespace PicoClaw.Tests.Clocks;

/// <summary>Says once that it was disposed, so that a test finds timers that never are.</summary>
internal sealed class CountedTimer(ITimer timer, Action disposed) : ITimer
{
    private Action? _disposed = disposed;

    public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

    public void Dispose()
    {
        timer.Dispose();
        Interlocked.Exchange(ref _disposed, null)?.Invoke();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
