using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace DingTalk.Stream.Tests.Support;

// A clock moved by hand that tells when somebody starts to wait, so that no test moves it too early.
internal sealed class TestClock : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();
    private int _live;

    // How many timers nobody has disposed of.
    public int LiveTimers => Volatile.Read(ref _live);

    // How far the wall clock has run ahead of the timers, as after the machine has slept.
    public TimeSpan Slept { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Slept;

    // Rests on GetUtcNow.
    public override long GetTimestamp() => base.GetTimestamp() - Slept.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _live);
        var timer = new LiveTimer(base.CreateTimer(callback, state, dueTime, period), () => Interlocked.Decrement(ref _live));
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    // Waits until a timer of such a due time has been started since the last call, and returns that time.
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
