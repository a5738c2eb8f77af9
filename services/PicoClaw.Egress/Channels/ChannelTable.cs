using System.Collections.Frozen;

namespace PicoClaw.Egress.Channels;

/// <summary>The registered channels by name. Two of one name stop the start.</summary>
internal sealed class ChannelTable
{
    private readonly FrozenDictionary<string, IChannel> _channels;

    public ChannelTable(IEnumerable<IChannel> channels)
    {
        var byName = new Dictionary<string, IChannel>(StringComparer.Ordinal);
        foreach (var channel in channels)
        {
            if (!byName.TryAdd(channel.Name, channel))
            {
                throw new InvalidOperationException(
                    $"The channel \"{channel.Name}\" is registered twice: {byName[channel.Name].GetType()} and {channel.GetType()}.");
            }
        }

        _channels = byName.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The channel, or one that fails every reply with a sentence that says so.</summary>
    public IChannel Of(string name) => _channels.TryGetValue(name, out var channel) ? channel : new UnknownChannel(name);
}
