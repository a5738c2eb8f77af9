namespace DingTalk.Stream;

/// <summary>
/// Tells when a link that looks alive should be replaced all the same: it has been silent for too long (pongs come from links that get no messages,
/// too; docs/dingtalk-protocol.md 2.4), or the machine has slept, after which its peer may have forgotten it.
/// </summary>
internal sealed class StaleLinkDetector(DingTalkStreamOptions options, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <returns>Why the link should be replaced.</returns>
    public async Task<string> WaitAsync(StreamLink link, CancellationToken cancellationToken)
    {
        var (wall, monotonic) = (time.GetUtcNow(), time.GetTimestamp());
        while (true)
        {
            var silence = time.GetElapsedTime(link.LastFrameTimestamp);
            if (silence >= options.IdleRecycle)
            {
                return $"No frame came for {silence.TotalMinutes:0} min";
            }

            var left = options.IdleRecycle - silence;
            await Task.Delay(left < options.KeepAliveInterval ? Max(left, Shortest) : options.KeepAliveInterval, time, cancellationToken).ConfigureAwait(false);

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
