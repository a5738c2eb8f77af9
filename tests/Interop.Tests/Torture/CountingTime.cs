using PicoClaw.Tests.Clocks;

namespace Interop.Tests.Torture;

/// <summary>The real clock, which counts the timers that are not disposed, fired ones too.</summary>
internal sealed class CountingTime : TimeProvider
{
    private int _live;

    public int Live => Volatile.Read(ref _live);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _live);
        return new CountedTimer(System.CreateTimer(callback, state, dueTime, period), () => Interlocked.Decrement(ref _live));
    }
}
