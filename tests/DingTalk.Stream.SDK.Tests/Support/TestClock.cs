using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace DingTalk.Stream.Tests.Support;

// A manual clock that signals when a timer starts, so no test advances it too early.
internal sealed class TestClock : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();
    private int _live;

    // The number of timers that are not disposed.
    public int LiveTimers => Volatile.Read(ref _live);

    // How far the wall clock is ahead of the timers, as after the machine has slept.
    public TimeSpan Slept { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Slept;

    // The base implementation uses GetUtcNow.
    public override long GetTimestamp() => base.GetTimestamp() - Slept.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _live);
        var timer = new LiveTimer(base.CreateTimer(callback, state, dueTime, period), () => Interlocked.Decrement(ref _live));
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    // Waits for a timer with a matching due time, started since the last call, and returns the due time.
    public async Task<TimeSpan> TimerStarted(Func<TimeSpan, bool> matches)
    {
        while (true)
        {
            var due = await _timers.Reader.ReadAsync(TestContext.Current.CancellationToken).Soon();
            if (matches(due))
            {
                return due;
            }
        }
    }

    private sealed class LiveTimer(ITimer timer, Action disposed) : ITimer
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
