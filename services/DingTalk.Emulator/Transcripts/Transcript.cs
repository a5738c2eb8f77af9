using Microsoft.Extensions.Options;

namespace DingTalk.Emulator.Transcripts;

// All messages, replies and refusals, and the waiters for replies.
internal sealed class Transcript(IOptions<EmulatorOptions> options, ChangeSignal changes, ExchangeLog exchanges, TimeProvider time) : IResettable
{
    // About 128 MB of text, whatever the number of entries.
    private const long MaxCharacters = 64 * 1024 * 1024;

    // Conversations whose last refusal and last message are remembered.
    private const int MostRemembered = 10_000;

    private readonly Lock _gate = new();
    private readonly BoundedLog<TranscriptEntry> _log = new(options.Value.TranscriptCapacity, MaxCharacters, entry => entry.Weigh());
    private readonly Dictionary<(string App, string Conversation), List<ReplyWaiter>> _waiters = [];
    private readonly Dictionary<(string App, string Conversation), RefusalEntry> _lastRefusals = [];
    private readonly Dictionary<(string App, string Conversation), long> _lastSaid = [];
    private long _revision;
    private long _resetRevision;

    // The sequence of the newest entry.
    public long Last
    {
        get
        {
            lock (_gate)
            {
                return _log.Last;
            }
        }
    }

    public PushEntry Said(PushEntry entry)
    {
        lock (_gate)
        {
            _log.Add(sequence => entry = entry with { Sequence = sequence, Revision = ++_revision });
            _lastRefusals.Remove((entry.App, entry.ConversationId));
            if (entry.ConversationId.Length > 0)
            {
                Remember(_lastSaid, (entry.App, entry.ConversationId), entry.Sequence);
            }
        }

        changes.Pulse();
        return entry;
    }

    public void Sent(long sequence, ReadOnlySpan<byte> frame, bool lost) => exchanges.Frame(sequence, frame, lost);

    // Repeated identical refusals are one entry, so they do not displace others.
    public void Refused(RefusalEntry entry)
    {
        var key = (entry.App, entry.ConversationId);
        lock (_gate)
        {
            if (Repeat(key, entry) is { } again)
            {
                entry = again;
            }
            else
            {
                _log.Add(sequence => entry = entry with { Sequence = sequence, Revision = ++_revision });
            }

            Remember(_lastRefusals, key, entry);
            exchanges.Touched(entry.Sequence, Cause(entry));
        }

        changes.Pulse();
    }

    public void Delivered(long sequence, int count)
    {
        var now = time.GetUtcNow();
        Change(sequence, entry => entry with { Count = count, State = "pushed", PushedAt = entry.PushedAt ?? now });
    }

    public void Heard(long sequence, ReadOnlySpan<byte> ack) => exchanges.Ack(sequence, ack);

    public PushEntry? Acked(long sequence, string state, int code, string? data, TimeSpan delay) =>
        Change(sequence, entry => entry with
        {
            State = state,
            AckCode = code,
            AckData = data,
            AckMs = Math.Round(delay.TotalMilliseconds, 1),
        });

    public void Abandoned(long sequence) => Change(sequence, entry => entry with { State = "abandoned" });

    // `answers` is false for a card that is not finished.
    public ReplyEntry Replied(ReplyEntry reply, bool answers = true)
    {
        lock (_gate)
        {
            _log.Add(sequence => reply = reply with { Sequence = sequence, Revision = ++_revision, Cause = Cause(reply) });
            _lastRefusals.Remove((reply.App, reply.ConversationId));
            exchanges.Touched(reply.Sequence, reply.Cause);
            if (answers)
            {
                Offer(reply);
            }
        }

        changes.Pulse();
        return reply;
    }

    public void Rewrite(long sequence, Func<ReplyEntry, ReplyEntry> change, bool answers)
    {
        lock (_gate)
        {
            if (_log.Change(sequence, entry => change((ReplyEntry)entry) with { Revision = ++_revision }) is ReplyEntry reply)
            {
                exchanges.Touched(reply.Sequence, reply.Cause);
                if (answers)
                {
                    Offer(reply);
                }
            }
        }

        changes.Pulse();
    }

    // False when there is no such reply, or it is recalled already.
    public bool Recall(Func<ReplyEntry, bool> which)
    {
        bool found;
        lock (_gate)
        {
            var replies = _log.Entries.OfType<ReplyEntry>().Where(reply => !reply.Recalled && which(reply)).ToList();
            replies.ForEach(reply => _log.Change(reply.Sequence, _ => reply with { Recalled = true, Revision = ++_revision }));
            replies.ForEach(reply => exchanges.Touched(reply.Sequence, reply.Cause));
            found = replies.Count > 0;
        }

        changes.Pulse();
        return found;
    }

    // Who wrote in the entry's conversation after it.
    public IReadOnlyList<string> WritersAfter(TranscriptEntry entry)
    {
        lock (_gate)
        {
            return
            [
                .. _log.Entries.OfType<PushEntry>()
                    .Where(push => push.Sequence > entry.Sequence && (push.App, push.ConversationId) == (entry.App, entry.ConversationId))
                    .Select(push => push.Sender),
            ];
        }
    }

    public IReadOnlyList<ReplyEntry> Replies(Func<ReplyEntry, bool> which)
    {
        lock (_gate)
        {
            return [.. _log.Entries.OfType<ReplyEntry>().Where(which)];
        }
    }

    // False when there is no such message.
    public bool React(Func<PushEntry, bool> which, Func<IReadOnlyList<string>, IReadOnlyList<string>> change)
    {
        PushEntry? push;
        lock (_gate)
        {
            push = _log.Entries.OfType<PushEntry>().LastOrDefault(which);
            if (push is not null)
            {
                _log.Change(push.Sequence, _ => push with { Emotions = change(push.Emotions ?? []), Revision = ++_revision });
                exchanges.Touched(push.Sequence, null);
            }
        }

        changes.Pulse();
        return push is not null;
    }

    public void Wait(string app, string conversation, ReplyWaiter waiter)
    {
        lock (_gate)
        {
            (_waiters.TryGetValue((app, conversation), out var list) ? list : _waiters[(app, conversation)] = []).Add(waiter);
        }
    }

    public void StopWaiting(string app, string conversation, ReplyWaiter waiter)
    {
        lock (_gate)
        {
            if (_waiters.TryGetValue((app, conversation), out var list) && list.Remove(waiter) && list.Count == 0)
            {
                _waiters.Remove((app, conversation));
            }
        }
    }

    public TranscriptAnswer Read(string? app, string? conversation, long since)
    {
        lock (_gate)
        {
            var wanted = _log.Entries.Where(
                entry => entry.Sequence > since && (app is null || entry.App == app)
                    && (conversation is null || entry.ConversationId == conversation)).ToList();
            return new TranscriptAnswer(
                _log.Last, [.. wanted.OfType<PushEntry>()], [.. wanted.OfType<ReplyEntry>()], [.. wanted.OfType<RefusalEntry>()]);
        }
    }

    // The entries changed after a revision, in order. Reset means that all earlier entries are gone.
    public TranscriptChanges ChangesSince(long revision)
    {
        lock (_gate)
        {
            var changed = revision == _revision ? [] : _log.Entries.Where(entry => entry.Revision > revision).ToList();
            return new TranscriptChanges(_revision, _resetRevision > revision, changed);
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _log.Clear();
            _lastRefusals.Clear();
            _lastSaid.Clear();
            _resetRevision = ++_revision;
        }

        changes.Pulse();
    }

    // What the bot answers: what its webhook came with, else the conversation's last message.
    private long? Cause(TranscriptEntry entry) =>
        entry.Cause ?? (_lastSaid.TryGetValue((entry.App, entry.ConversationId), out var last) ? last : null);

    private static void Remember<T>(Dictionary<(string App, string Conversation), T> by, (string App, string Conversation) key, T value)
    {
        if (by.Count >= MostRemembered && !by.ContainsKey(key))
        {
            by.Clear();
        }

        by[key] = value;
    }

    // The entry with its new count when the conversation's last refusal was the same, else null.
    private RefusalEntry? Repeat((string App, string Conversation) key, RefusalEntry entry) =>
        _lastRefusals.TryGetValue(key, out var last) && (last.Via, last.Status, last.Code) == (entry.Via, entry.Status, entry.Code)
            ? (RefusalEntry?)_log.Change(last.Sequence, _ => last with { Count = last.Count + 1, At = entry.At, Revision = ++_revision })
            : null;

    private void Offer(ReplyEntry reply)
    {
        foreach (var waiter in _waiters.GetValueOrDefault((reply.App, reply.ConversationId)) ?? [])
        {
            waiter.Offer(reply);
        }
    }

    private PushEntry? Change(long sequence, Func<PushEntry, PushEntry> change)
    {
        PushEntry? changed;
        lock (_gate)
        {
            changed = (PushEntry?)_log.Change(sequence, entry => change((PushEntry)entry) with { Revision = ++_revision });
        }

        changes.Pulse();
        return changed;
    }
}
