using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace PicoClaw.Agent.Tests.Testing;

/// <summary>
/// A clock moved by hand that tells when a wait starts: a test that moves it then, exactly as far as promised, does not depend on the
/// machine.
/// </summary>
internal sealed class TimerClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateBounded<TimeSpan>(
        new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropOldest });

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until a timer with this due time has been started since the last call.</summary>
    public async Task TimerStartedAsync(TimeSpan due)
    {
        using var limit = new TimeLimit(TimeSpan.FromSeconds(20));
        while (await _timers.Reader.ReadAsync(limit.Token) != due)
        {
        }
    }
}
