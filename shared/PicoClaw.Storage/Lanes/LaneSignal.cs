using System.Threading.Channels;

namespace PicoClaw.Storage.Lanes;

/// <summary>Wakes the lane runner of this process. A lost signal costs only time: the sweep finds the work.</summary>
public sealed class LaneSignal
{
    private readonly Channel<string> _keys =
        Channel.CreateBounded<string>(new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Call it after the commit that appended to the lane.</summary>
    public void Wake(string key) => _keys.Writer.TryWrite(key);

    internal ChannelReader<string> Keys => _keys.Reader;
}
