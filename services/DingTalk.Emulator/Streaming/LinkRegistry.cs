using DingTalk.Emulator.Transcripts;

namespace DingTalk.Emulator.Streaming;

internal sealed class LinkRegistry(Changes changes)
{
    private readonly Lock _gate = new();
    private readonly List<StreamLink> _links = [];

    public void Add(StreamLink link)
    {
        lock (_gate)
        {
            _links.Add(link);
        }

        changes.Pulse();
    }

    public void Remove(StreamLink link)
    {
        lock (_gate)
        {
            _links.Remove(link);
        }

        changes.Pulse();
    }

    // DingTalk picks at random among the connections of an app, which is why a forgotten second client swallows messages.
    public StreamLink? Pick(EmulatorApp app, string type, string topic)
    {
        lock (_gate)
        {
            var able = _links.Where(link => link.App == app && link.Accepts(type, topic)).ToList();
            return able.Count == 0 ? null : able[Random.Shared.Next(able.Count)];
        }
    }

    public List<StreamLink> Live(string? clientId = null)
    {
        lock (_gate)
        {
            return [.. _links.Where(link => clientId is null || link.App.ClientId == clientId)];
        }
    }

    public int Count(EmulatorApp app)
    {
        lock (_gate)
        {
            return _links.Count(link => link.App == app);
        }
    }
}
