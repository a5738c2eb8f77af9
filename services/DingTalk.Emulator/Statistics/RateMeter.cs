namespace DingTalk.Emulator.Statistics;

// Counts events and the peak within one second. Not thread-safe.
internal sealed class RateMeter(TimeProvider time)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Queue<long> _lately = new();

    public long Total { get; private set; }

    public int Peak { get; private set; }

    public void Count()
    {
        _lately.Enqueue(time.GetTimestamp());
        while (time.GetElapsedTime(_lately.Peek()) >= Second)
        {
            _lately.Dequeue();
        }

        Total++;
        Peak = Math.Max(Peak, _lately.Count);
    }
}
