using DingTalk.Emulator.Faults;
using DingTalk.Emulator.Links;
using DingTalk.Emulator.Statistics;
using DingTalk.Emulator.Transcripts;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Streaming;

// Keeps every push until it is acked: sends it, re-sends it without an ack, and holds it while there is no link.
internal sealed class PushQueue(
    IOptions<EmulatorOptions> options,
    LinkRegistry links,
    Transcript transcript,
    FaultStore faults,
    Stats stats,
    TimeProvider time,
    ILogger<PushQueue> logger) : IResettable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Push> _open = [];
    private readonly Dictionary<string, Push> _byMessageId = new(StringComparer.Ordinal);
    private readonly EmulatorOptions _options = options.Value;
    private readonly LateAcks _late = new(time);
    private long _messageIds;

    public int Unacked
    {
        get
        {
            lock (_gate)
            {
                return _open.Count;
            }
        }
    }

    public int WaitingForLink
    {
        get
        {
            lock (_gate)
            {
                return _open.Values.Count(push => push.WaitsForLink);
            }
        }
    }

    public bool IsFull(EmulatorApp app)
    {
        lock (_gate)
        {
            return _open.Count >= _options.PendingCapacity && _open.Values.Count(push => push.App == app) >= _options.PendingCapacity;
        }
    }

    public void Submit(Push push)
    {
        lock (_gate)
        {
            _open.Add(push.Sequence, push);
            Deliver(push);
        }
    }

    // Pushes that waited for a link go out in their original order.
    public void LinkOpened(EmulatorApp app)
    {
        lock (_gate)
        {
            foreach (var push in _open.Values.Where(push => push.App == app && push.WaitsForLink).OrderBy(push => push.Sequence).ToList())
            {
                Deliver(push);
            }
        }
    }

    public bool Acknowledge(AckFrame ack)
    {
        lock (_gate)
        {
            if (!_byMessageId.TryGetValue(ack.MessageId, out var push))
            {
                return false;
            }

            transcript.Heard(push.Sequence, ack.Frame);
            if (faults.TryTake(FaultNames.DelayAckMs, push.App.ClientId) is { } slow)
            {
                _late.Hold(TimeSpan.FromMilliseconds(slow.Number), () => Arrived(ack));
            }
            else
            {
                Record(push, ack);
            }

            return true;
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _late.Reset();
            foreach (var push in _open.Values.ToList())
            {
                Forget(push);
            }
        }
    }

    // The push may have been abandoned or settled by another ack in the meantime.
    private void Arrived(AckFrame ack)
    {
        lock (_gate)
        {
            if (_byMessageId.TryGetValue(ack.MessageId, out var push))
            {
                Record(push, ack);
            }
            else
            {
                stats.UnknownAck();
            }
        }
    }

    private void Record(Push push, AckFrame ack)
    {
        var delay = time.GetUtcNow() - push.FirstPushedAt;
        var settled = ack.Settles(push.Type);
        if (settled)
        {
            Forget(push);
        }

        stats.Acked(ack.Code, delay.TotalMilliseconds, settled);
        var entry = transcript.Acked(push.Sequence, settled ? "acked" : "later", ack.Code, ack.Data, delay);
        push.WhenAcked?.Invoke(ack.Data, delay);
        push.Acked.TrySetResult(entry ?? PushEntry.Forgotten(push.MsgId, settled ? "acked" : "later", ack.Code, delay));
    }

    private void Deliver(Push push)
    {
        var link = links.Pick(push.App, push.Type, push.Topic);
        push.WaitsForLink = link is null;
        if (link is null)
        {
            return;
        }

        if (push.MessageIds.Count == 0 || _options.RedeliverNewMessageId)
        {
            AddMessageId(push);
        }

        // Recorded before the frame is sent, so no ack or reply is handled before it.
        push.CountDelivery(time.GetUtcNow());
        transcript.Delivered(push.Sequence, push.Count);
        stats.Pushed(resent: push.Count > 1);
        if (push.Count > 1)
        {
            Log.PushResent(logger, push.App.ClientId, push.MsgId, push.Count);
        }

        push.Redelivery?.Dispose();
        var after = faults.TryTake(FaultNames.RedeliverAfterMs, push.App.ClientId) is { } sooner
            ? TimeSpan.FromMilliseconds(sooner.Number)
            : _options.RedeliverAfter;
        push.Redelivery = time.CreateTimer(_ => Due(push), null, after, Timeout.InfiniteTimeSpan);
        Send(push, link);
        if (faults.TryTake(FaultNames.Duplicate, push.App.ClientId) is { } twice)
        {
            if (twice.Text == "newMessageId")
            {
                AddMessageId(push);
            }

            stats.Duplicated();
            Send(push, links.Pick(push.App, push.Type, push.Topic) ?? link);
        }
    }

    // A link that was closed since the choice takes nothing more: another gets the frame, or the next one that opens. Unlike one that broke, it is
    // known to have got nothing.
    private void Send(Push push, StreamLink chosen)
    {
        var fragment = faults.TryTake(FaultNames.Fragment, push.App.ClientId);
        for (StreamLink? link = chosen; link is not null; link = links.Pick(push.App, push.Type, push.Topic))
        {
            var frame = link.Frame(push.Type, push.Topic, push.MessageIds[^1], push.Data(link.BaseUrl), push.Headers);
            int? pieces = fragment is null ? null : fragment.Text == "true" ? (frame.Length + 2) / 3 : fragment.Number;
            var sent = link.TrySend(frame, pieces);
            if (!sent && link is { Leaving: true, Lost: false })
            {
                continue;
            }

            transcript.Sent(push.Sequence, frame, lost: !sent);
            if (!sent)
            {
                stats.Lost();
            }

            return;
        }

        push.Redelivery?.Dispose();
        push.WaitsForLink = true;
    }

    private void Due(Push push)
    {
        lock (_gate)
        {
            if (!_open.ContainsKey(push.Sequence))
            {
                return;
            }

            if (_options.RedeliverMax >= 0 && push.Count > _options.RedeliverMax)
            {
                Forget(push);
                transcript.Abandoned(push.Sequence);
                stats.Abandoned();
                Log.PushAbandoned(logger, push.App.ClientId, push.MsgId, push.Count);
                return;
            }

            Deliver(push);
        }
    }

    private void Forget(Push push)
    {
        push.Redelivery?.Dispose();
        _open.Remove(push.Sequence);
        foreach (var id in push.MessageIds)
        {
            _byMessageId.Remove(id);
        }
    }

    private void AddMessageId(Push push)
    {
        push.MessageIds.Add(NewMessageId());
        _byMessageId[push.MessageIds[^1]] = push;
    }

    // Shaped like a captured one: 21aa01bb_1f2_19c0ffee123_4d2e1
    private string NewMessageId() =>
        $"{Random.Shared.Next():x8}_{Random.Shared.Next(0x1000):x3}_{time.GetUtcNow().ToUnixTimeMilliseconds():x}_{++_messageIds:x}";
}
