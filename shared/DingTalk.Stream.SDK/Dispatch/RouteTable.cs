using DingTalk.Stream.OpenApi;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

// The handlers by type and topic; a link subscribes to these topics. Fixed once the client runs.
internal sealed class RouteTable
{
    private readonly Dictionary<(string Type, string Topic), FrameRoute> _routes = [];

    public IReadOnlyList<Subscription> Subscriptions => [.. _routes.Values.Select(Subscribe).Distinct()];

    public void Add(FrameRoute route)
    {
        if (Same(route.Type, FrameTypes.System))
        {
            throw new ArgumentException("SYSTEM frames are answered by the client itself.", nameof(route));
        }

        if (!_routes.TryAdd(Key(route.Type, route.Topic), route))
        {
            throw new ArgumentException($"{route.Type} {route.Topic} has a handler already.", nameof(route));
        }
    }

    public FrameRoute? Find(StreamFrame frame) =>
        _routes.GetValueOrDefault(Key(frame.Type, frame.Headers.Topic))
        ?? _routes.GetValueOrDefault(Key(frame.Type, Topics.AllEvents));

    public static bool Same(string type, string other) => string.Equals(type, other, StringComparison.OrdinalIgnoreCase);

    private static (string Type, string Topic) Key(string type, string topic) => (type.ToUpperInvariant(), topic);

    // The gateway knows no other topic for events (docs/dingtalk-protocol.md 1.1).
    private static Subscription Subscribe(FrameRoute route) =>
        Same(route.Type, FrameTypes.Event) ? new(FrameTypes.Event, Topics.AllEvents) : new(route.Type, route.Topic);
}
