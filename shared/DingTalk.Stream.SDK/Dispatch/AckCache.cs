using DingTalk.Stream.Protocol;

namespace DingTalk.Stream;

// Keeps the acks of the last five minutes, ten thousand at most: a frame that is re-sent because its ack was lost gets the same ack and
// is not handled again. The ack of an event that asked for another delivery is not kept.
internal sealed class AckCache(TimeProvider time)
{
    public const int Capacity = 10_000;
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    // DingTalk's ids have 40 characters; a hostile peer's may fill a frame.
    private const int LongestId = 1024;

    private readonly Dictionary<string, (AckFrame Ack, long At)> _acks = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, long At)> _byAge = new();

    public int Count
    {
        get
        {
            lock (_acks)
            {
                return _acks.Count;
            }
        }
    }

    public void Add(StreamFrame frame, in AckFrame ack)
    {
        if (ack.MessageId.Length is 0 or > LongestId || AsksAgain(frame, ack))
        {
            return;
        }

        var now = time.GetTimestamp();
        lock (_acks)
        {
            while (_byAge.TryPeek(out var oldest) && (_byAge.Count >= Capacity || time.GetElapsedTime(oldest.At, now) > Life))
            {
                _acks.Remove(_byAge.Dequeue().Id);
            }

            if (_acks.TryAdd(ack.MessageId, (ack, now)))
            {
                _byAge.Enqueue((ack.MessageId, now));
            }
        }
    }

    public AckFrame? Find(string messageId)
    {
        lock (_acks)
        {
            return _acks.TryGetValue(messageId, out var known) && time.GetElapsedTime(known.At) <= Life ? known.Ack : null;
        }
    }

    private static bool AsksAgain(StreamFrame frame, in AckFrame ack) =>
        RouteTable.Same(frame.Type, FrameTypes.Event) && (ack.Code != 200 || ack.Data.Contains("\"LATER\"", StringComparison.OrdinalIgnoreCase));
}
