using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace PicoClaw.Tests.Clocks;

/// <summary>
/// A clock moved by hand that tells when a timer starts: a test that moves it then, and only as far as is promised, does not depend on the machine.
/// </summary>
internal sealed class TestClock : FakeTimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Channel<TimeSpan> _timers = Channel.CreateBounded<TimeSpan>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    private int _live;

    public TestClock()
    {
    }

    public TestClock(DateTimeOffset start)
        : base(start)
    {
    }

    /// <summary>The number of timers that are not disposed.</summary>
    public int LiveTimers => Volatile.Read(ref _live);

    /// <summary>How far the wall clock has run ahead of the timers, as after the machine has slept.</summary>
    public TimeSpan Slept { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Slept;

    // The base class takes it from GetUtcNow.
    public override long GetTimestamp() => base.GetTimestamp() - Slept.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _live);
        var timer = new CountedTimer(base.CreateTimer(callback, state, dueTime, period), () => Interlocked.Decrement(ref _live));
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until a timer with a matching due time has started since the last call, and returns its due time.</summary>
    public async Task<TimeSpan> TimerStarted(Func<TimeSpan, bool> matches)
    {
        while (true)
        {
            var due = await _timers.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask()
                .WaitAsync(Patience, TestContext.Current.CancellationToken);
            if (matches(due))
            {
                return due;
            }
        }
    }
}
