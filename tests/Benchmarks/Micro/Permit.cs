using BenchmarkDotNet.Attributes;
using PicoClaw.Egress.Channels.DingTalk.Limits;
using PicoClaw.Egress.Pacing;

namespace Benchmarks.Micro;

/// <summary>The right to one call, at the pace that DingTalk allows an account: 20 a second.</summary>
public class Permit
{
    private readonly CallScope _scope = new("send", null, "cid");
    private readonly Pacer _pacer;

    public Permit()
    {
        var (limits, time) = (new LimitOptions().Calls, new PacedTime());
        _pacer = new Pacer(limits, new SlidingWindow(limits.Address, time, Random.Shared), time, Random.Shared);
    }

    [Benchmark]
    public void TakeAndEnd()
    {
        using var permit = _pacer.TryTake(_scope, TimeSpan.Zero)!;
        permit.End(succeeded: true);
    }

    // Each look at the clock finds it a call later, so that a permit is always free and the windows are as full as they get.
    private sealed class PacedTime : TimeProvider
    {
        private static readonly long Step = System.TimestampFrequency * 30 / 1000;

        private long _now;

        public override long GetTimestamp() => _now += Step;
    }
}
