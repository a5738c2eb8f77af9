namespace DingTalk.Stream;

// Detects a link that looks alive but should be replaced: it has been silent for too long (links that get no messages still answer pings,
// docs/dingtalk-protocol.md 2.4), or the machine has slept and the peer may have forgotten the link.
internal sealed class StaleLinkDetector(DingTalkStreamOptions options, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    // Returns the reason once the link should be replaced.
    public async Task<string> WaitAsync(StreamLink link, CancellationToken cancellationToken)
    {
        var (wall, monotonic) = (time.GetUtcNow(), time.GetTimestamp());
        while (true)
        {
            var silence = time.GetElapsedTime(link.LastFrameTimestamp);
            if (silence >= options.IdleRecycle)
            {
                return $"No frame for {silence.TotalMinutes:0} min";
            }

            var left = options.IdleRecycle - silence;
            var delay = left < options.KeepAliveInterval ? Max(left, Shortest) : options.KeepAliveInterval;
            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);

            var (wallNow, monotonicNow) = (time.GetUtcNow(), time.GetTimestamp());
            var jump = (wallNow - wall - time.GetElapsedTime(monotonic, monotonicNow)).Duration();
            if (jump > options.KeepAliveInterval)
            {
                return $"The clock jumped by {jump.TotalSeconds:0} s, as after sleep";
            }

            (wall, monotonic) = (wallNow, monotonicNow);
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
