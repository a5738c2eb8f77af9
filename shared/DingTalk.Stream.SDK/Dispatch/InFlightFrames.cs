namespace DingTalk.Stream;

// Frames that are accepted and not yet done, by message id; bounded by the dispatcher's room.
internal sealed class InFlightFrames
{
    private readonly Dictionary<string, PendingFrame> _byMessageId = new(StringComparer.Ordinal);

    // False when the same frame is in flight already; its ack then goes to the link of the newer copy.
    public bool TryAdd(PendingFrame pending)
    {
        var id = pending.Frame.Headers.MessageId;
        pending.ReplyTo.Expect();
        if (id.Length == 0)
        {
            return true;
        }

        lock (_byMessageId)
        {
            if (_byMessageId.TryAdd(id, pending))
            {
                return true;
            }

            var known = _byMessageId[id];
            known.ReplyTo.Settle();
            known.ReplyTo = pending.ReplyTo;
            return false;
        }
    }

    public void Remove(PendingFrame pending)
    {
        lock (_byMessageId)
        {
            _byMessageId.Remove(pending.Frame.Headers.MessageId);
        }
    }
}
