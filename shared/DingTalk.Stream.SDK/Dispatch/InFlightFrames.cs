namespace DingTalk.Stream;

/// <summary>The frames accepted and not yet done, by message id; it holds no more of them than the dispatcher has room for.</summary>
internal sealed class InFlightFrames
{
    private readonly Dictionary<string, PendingFrame> _byMessageId = new(StringComparer.Ordinal);

    /// <summary>Expects the frame's ack of the link that carried it.</summary>
    /// <returns>False when the same frame is in flight: its answer then goes where the newer copy came from.</returns>
    public bool TryAdd(PendingFrame work)
    {
        var id = work.Frame.Headers.MessageId;
        work.ReplyTo.Expect();
        if (id.Length == 0)
        {
            return true;
        }

        lock (_byMessageId)
        {
            if (_byMessageId.TryAdd(id, work))
            {
                return true;
            }

            var known = _byMessageId[id];
            known.ReplyTo.Settle();
            known.ReplyTo = work.ReplyTo;
            return false;
        }
    }

    public void Remove(PendingFrame work)
    {
        lock (_byMessageId)
        {
            _byMessageId.Remove(work.Frame.Headers.MessageId);
        }
    }
}
