using System.Threading.Channels;

namespace PicoClaw.Storage.Lanes;

/// <summary>Wakes the lane runner of this process. A lost signal costs only time: the sweep finds the work.</summary>
public sealed class LaneSignal
{
    private const int Followers = 4;

    private readonly Channel<string>[] _keys = [.. Enumerable.Range(0, Followers).Select(_ => Channel.CreateBounded<string>(256))];
    private int _hasLost;

    /// <summary>Call it after the commit that appended to the lane.</summary>
    public void Wake(string key)
    {
        if (!Of(key).Writer.TryWrite(key))
        {
            Interlocked.Exchange(ref _hasLost, 1);
        }
    }

    // Lanes are claimed side by side, but one lane's signals one after the other: the first one's hold is known when the second one comes.
    internal IReadOnlyList<ChannelReader<string>> Keys => [.. _keys.Select(keys => keys.Reader)];

    /// <summary>True once after signals were lost.</summary>
    internal bool TakeLost() => Interlocked.Exchange(ref _hasLost, 0) == 1;

    private Channel<string> Of(string key) => _keys[(uint)key.GetHashCode(StringComparison.Ordinal) % Followers];
}
