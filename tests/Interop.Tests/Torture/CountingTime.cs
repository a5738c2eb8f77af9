namespace Interop.Tests.Torture;

// The real clock, which knows how many of its timers nobody has disposed of: fired ones count as well.
internal sealed class CountingTime : TimeProvider
{
    private int _live;

    public int Live => Volatile.Read(ref _live);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _live);
        return new CountedTimer(System.CreateTimer(callback, state, dueTime, period), () => Interlocked.Decrement(ref _live));
    }

    private sealed class CountedTimer(ITimer timer, Action disposed) : ITimer
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
}
