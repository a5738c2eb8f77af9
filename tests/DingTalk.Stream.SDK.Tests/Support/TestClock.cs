using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace DingTalk.Stream.Tests.Support;

/// <summary>A clock moved by hand that tells when somebody starts to wait, so that no test moves it too early.</summary>
internal sealed class TestClock : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>How far the wall clock has run ahead of the timers, as after the machine has slept.</summary>
    public TimeSpan Slept { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Slept;

    // Rests on GetUtcNow.
    public override long GetTimestamp() => base.GetTimestamp() - Slept.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until a timer of such a due time has been started since the last call, and returns that time.</summary>
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
}
