using System.Threading.Channels;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Pacing;
using PicoClaw.Egress.Sending;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Scheduling;

/// <summary>
/// Gives the conversations of one account their turns: each as soon as its limits allow, several at a time, but one at a time for each
/// conversation.
/// </summary>
internal sealed class AccountSender(
    AccountLease lease, LaneHold hold, HeadFeed feed, OpenDesks desks, Delivery delivery, Rotation<ConversationSlot> rotation, TimeProvider time)
{
    // The backlog stays in the store; this many of its conversations are in the rotation at once.
    private const int MostWaiting = 2000;

    // An account that has just sent is kept: its next reply then needs no claim.
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    // While this process takes the account's replies in, signals are its own: for those of other processes it looks into the store this often.
    private static readonly TimeSpan LookDelay = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan RouteMargin = TimeSpan.FromMinutes(1);

    // Beside the first reply of a call, on the route with the most recipients.
    private readonly int _mostCompanions = lease.Account.Channel.Routes.Select(route => route.MaxRecipients - 1).DefaultIfEmpty().Max();
    private readonly CallPlaces _places = new(() => lease.Account.Channel.Limits, time);
    private readonly Dictionary<string, ConversationSlot> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<ConversationSlot, InHand> _inHand = [];
    private readonly Channel<ConversationSlot> _ended =
        Channel.CreateBounded<ConversationSlot>(new BoundedChannelOptions(CallLimits.MostAtOnce) { FullMode = BoundedChannelFullMode.Wait });

    private ConversationSlot? _probe;
    private long _dueAt = long.MaxValue;
    private long _keepUntil = long.MinValue;
    private long _lookAt = long.MinValue;
    private bool _isFresh = true;
    private bool _hasArrived;

    /// <summary>True when nothing is left to send.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        await using var wakeUp = new WakeUp(hold, _ended.Reader, time, cancellationToken);
        try
        {
            feed.Open();
            while (!hold.ShouldYield)
            {
                if (await StepAsync(wakeUp, cancellationToken))
                {
                    return true;
                }
            }

            return false;
        }
        finally
        {
            feed.Close();

            // Always await calls in flight, or their outcome is lost.
            await Task.WhenAll(_inHand.Values.Select(turn => turn.Outcome));
        }
    }

    private async Task<bool> StepAsync(WakeUp wakeUp, CancellationToken cancellationToken)
    {
        if (time.GetTimestamp() >= _dueAt)
        {
            Restart();
        }

        while (feed.HasPages && rotation.Count < MostWaiting && !hold.ShouldYield)
        {
            Offer(await feed.NextAsync(cancellationToken));
            StartTurns(cancellationToken);
        }

        StartTurns(cancellationToken);
        if (_known.Count == 0 && _dueAt == long.MaxValue)
        {
            // A reply that came while a desk is at work would wait for it, if nobody sent.
            await desks.Looking;
            _keepUntil = desks.AreBusy ? After(Linger) : _keepUntil;
            if (time.GetTimestamp() < _keepUntil)
            {
                _dueAt = _keepUntil;
            }
            else if (_isFresh)
            {
                return true;
            }
            else
            {
                Restart();
                return false;
            }
        }

        await WaitAsync(wakeUp, cancellationToken);
        await EndTurnsAsync();
        return false;
    }

    private async Task EndTurnsAsync()
    {
        while (_ended.Reader.TryRead(out var slot))
        {
            await EndAsync(slot);
        }
    }

    private async Task EndAsync(ConversationSlot slot)
    {
        _inHand.Remove(slot, out var turn);
        (_isFresh, _keepUntil) = (false, After(Linger));
        var outcome = await turn!.Outcome;
        desks.Ended();
        PutBack(turn.Companions, outcome);
        Finish(slot, outcome);
    }

    private void Restart()
    {
        feed.Restart();
        if (_hasArrived)
        {
            _hasArrived = false;
            desks.Look();
        }

        (_dueAt, _isFresh) = (long.MaxValue, true);
    }

    private void Offer(IReadOnlyList<OutboxHead> heads)
    {
        foreach (var head in heads)
        {
            if (_known.TryGetValue(head.LaneId, out var known))
            {
                known.IsStale |= _inHand.ContainsKey(known);
            }
            else if (head.DueInMs > 0)
            {
                DueIn(TimeSpan.FromMilliseconds(head.DueInMs));
            }
            else if (head.IsQueued)
            {
                Add(new ConversationSlot(head));
            }
        }
    }

    // Whether they are due, and what comes before them, is seen when their conversation is read.
    private void OfferArrived(IReadOnlyList<OutboxHead> heads)
    {
        foreach (var head in heads)
        {
            if (!_known.TryGetValue(head.LaneId, out var known))
            {
                Add(new ConversationSlot(head));
            }
            else
            {
                known.IsStale |= _inHand.ContainsKey(known) && known.Head.DeliveryId != head.DeliveryId;
            }
        }
    }

    private void StartTurns(CancellationToken cancellationToken)
    {
        while (PlaceFreeIn == TimeSpan.Zero && !hold.ShouldYield && rotation.TryNext(MayGo, out var slot))
        {
            var companions = Companions(slot.Head);
            var turn = new SlotTurn(slot.Head, [.. companions.Select(other => other.Head.DeliveryId)], lease.Account.Outage.IsStopped, slot.BlockedAt);
            slot.IsStale = false;
            _inHand.Add(slot, new InHand(SendAsync(slot, turn, cancellationToken), companions, time.GetTimestamp()));
        }
    }

    private async Task<SlotOutcome> SendAsync(ConversationSlot slot, SlotTurn turn, CancellationToken cancellationToken)
    {
        try
        {
            return await delivery.SendAsync(lease, turn, cancellationToken);
        }
        finally
        {
            _ended.Writer.TryWrite(slot);
        }
    }

    // While the account is stopped, the probe alone.
    private TimeSpan? PlaceFreeIn =>
        _places.FreeIn([.. _inHand.Values.Select(turn => turn.BegunAt)], lease.Account.Outage.IsStopped ? 1 : CallLimits.MostAtOnce);

    private bool MayGo(ConversationSlot slot) =>
        MayProbe(slot) && lease.Account.Outage.Wait == TimeSpan.Zero && (slot.Scope is null || lease.Account.Pacer.Wait(slot.Scope) <= SendAttempt.Ahead);

    private bool MayProbe(ConversationSlot slot) => _probe is null || slot == _probe || !lease.Account.Outage.IsStopped;

    // Other conversations whose head says the same leave the rotation, so that nothing else sends them meanwhile.
    private IReadOnlyList<ConversationSlot> Companions(OutboxHead head) => _mostCompanions == 0 || rotation.Count == 0 || !MayBatch(head)
        ? []
        : rotation.Take(other => other.Head.Digest == head.Digest && other.Head.IsBulk == head.IsBulk && MayBatch(other.Head), _mostCompanions);

    private bool MayBatch(OutboxHead head) =>
        head.Digest is not null && (head.RouteUntil is not { } until || until <= (time.GetUtcNow() + RouteMargin).ToUnixTimeMilliseconds());

    // Sent or not: their next reply is read when it is their turn. A notice has none.
    private void PutBack(IReadOnlyList<ConversationSlot> companions, SlotOutcome outcome)
    {
        foreach (var slot in companions.Reverse())
        {
            if (slot.Head.IsNotice && outcome.EndedIds.Contains(slot.Head.DeliveryId))
            {
                _known.Remove(slot.Head.LaneId);
            }
            else
            {
                rotation.AddFirst(slot, slot.Head.IsBulk);
            }
        }
    }

    private void Finish(ConversationSlot slot, SlotOutcome outcome)
    {
        switch (outcome)
        {
            case SlotOutcome.Blocked blocked:
                slot.Scope = blocked.Scope;
                slot.BlockedAt ??= time.GetTimestamp();
                rotation.AddFirst(slot, slot.Head.IsBulk);
                return;
            case SlotOutcome.Again or SlotOutcome.Failed:
                slot.Scope = null;
                _probe = outcome is SlotOutcome.Failed ? slot : _probe;
                rotation.AddFirst(slot, slot.Head.IsBulk);
                return;
        }

        _probe = slot == _probe ? null : _probe;
        _known.Remove(slot.Head.LaneId);
        if (outcome is SlotOutcome.More more)
        {
            Add(new ConversationSlot(more.Next));
            return;
        }

        if (outcome is SlotOutcome.Due due)
        {
            DueIn(due.In);
        }

        // What came meanwhile may be the reply that a later one waits for.
        if (slot.IsStale || outcome is SlotOutcome.Done { MayHaveMore: true })
        {
            Add(new ConversationSlot(slot.Head));
        }
    }

    private void Add(ConversationSlot slot)
    {
        _known.Add(slot.Head.LaneId, slot);
        rotation.Add(slot, slot.Head.IsBulk);
    }

    private void DueIn(TimeSpan wait) => _dueAt = Math.Min(_dueAt, After(wait));

    private long After(TimeSpan wait) => time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);

    /// <summary>Until a turn ends, a reply arrives, a permit is near, something is due or the process stops.</summary>
    private async Task WaitAsync(WakeUp wakeUp, CancellationToken cancellationToken)
    {
        var wait = TimeToWait();
        if (wait <= TimeSpan.Zero)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
        else if (await wakeUp.WaitAsync(wait))
        {
            Look();
        }
    }

    private void Look()
    {
        _hasArrived = true;

        // Conversations in the store that have no place in the rotation come before one that has just arrived.
        var arrived = feed.TakeArrived();
        var isBehind = feed.HasPages || rotation.Count >= MostWaiting;
        if (arrived.Count > 0 && !isBehind)
        {
            OfferArrived(arrived);
            _lookAt = After(LookDelay);
        }

        // The signal of replies that were taken with earlier ones comes a moment after them.
        if (isBehind || time.GetTimestamp() >= _lookAt)
        {
            Restart();
        }
        else
        {
            _dueAt = Math.Min(_dueAt, _lookAt);
        }
    }

    private TimeSpan TimeToWait()
    {
        var wait = WakeUp.Longest;
        if (_dueAt < long.MaxValue)
        {
            wait = Shorter(wait, time.GetElapsedTime(time.GetTimestamp(), _dueAt));
        }

        // No call can start before, whatever the limits say.
        if (PlaceFreeIn is not { } place)
        {
            return wait;
        }

        if (lease.Account.Outage.Wait is { } pause && pause > TimeSpan.Zero)
        {
            return Shorter(wait, pause);
        }

        foreach (var slot in rotation.Waiting.Where(MayProbe))
        {
            var permit = slot.Scope is null ? TimeSpan.Zero : lease.Account.Pacer.Wait(slot.Scope) - SendAttempt.Ahead ?? wait;
            wait = Shorter(wait, permit > place ? permit : place);
        }

        return wait;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private sealed record InHand(Task<SlotOutcome> Outcome, IReadOnlyList<ConversationSlot> Companions, long BegunAt);
}
