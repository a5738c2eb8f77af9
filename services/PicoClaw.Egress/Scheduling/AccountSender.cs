using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Pacing;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Sending;

/// <summary>Gives the conversations of one account their turns: each as soon as its limits allow, several calls at a time, one at a time for each conversation.</summary>
internal sealed class AccountSender(Duty duty, LaneHold hold, HeadFeed feed, Delivery delivery, Rotation<Turn> rotation, TimeProvider time)
{
    public const int CallsAtOnce = 32;

    // The backlog stays in the store; this many conversations of it are looked at together.
    private const int MostWaiting = 2000;
    private const int MostOthers = 19;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RouteMargin = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Turn> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<Turn, Task<TurnEnd>> _inHand = [];
    private Turn? _probe;
    private long _dueAt = long.MaxValue;
    private bool _isFresh = true;

    /// <summary>True when nothing is left to send.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!hold.ShouldYield)
            {
                if (await StepAsync(cancellationToken))
                {
                    return true;
                }
            }

            return false;
        }
        finally
        {
            // Always await calls in flight, or their outcome is lost.
            await Task.WhenAll(_inHand.Values);
        }
    }

    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        if (time.GetTimestamp() >= _dueAt)
        {
            Restart();
        }

        while (feed.IsOpen && rotation.Count < MostWaiting && !hold.ShouldYield)
        {
            Offer(await feed.NextAsync(cancellationToken));
            StartTurns(cancellationToken);
        }

        StartTurns(cancellationToken);
        if (_known.Count == 0 && _dueAt == long.MaxValue)
        {
            if (_isFresh)
            {
                return true;
            }

            Restart();
            return false;
        }

        await WaitAsync(cancellationToken);
        foreach (var (turn, call) in _inHand.Where(call => call.Value.IsCompleted).ToList())
        {
            _inHand.Remove(turn);
            Finish(turn, await call);
        }

        return false;
    }

    private void Restart()
    {
        feed.Restart();
        (_dueAt, _isFresh) = (long.MaxValue, true);
    }

    private void Offer(IReadOnlyList<OutboxHead> heads)
    {
        foreach (var head in heads)
        {
            if (_known.TryGetValue(head.ThreadId, out var known))
            {
                known.IsStale = true;
            }
            else if (head.DueInMs > 0)
            {
                DueIn(TimeSpan.FromMilliseconds(head.DueInMs));
            }
            else if (head.IsQueued)
            {
                Add(new Turn(head));
            }
        }
    }

    private void StartTurns(CancellationToken cancellationToken)
    {
        while (_inHand.Count < MostInHand && !hold.ShouldYield && rotation.TryNext(MayGo, out var turn))
        {
            turn.Others = Others(turn.Head);
            turn.MayProbe = duty.Account.Outage.IsStopped;
            _inHand.Add(turn, delivery.SendAsync(duty, turn, cancellationToken));
        }
    }

    // While the account is stopped, the probe alone.
    private int MostInHand => duty.Account.Outage.IsStopped ? 1 : CallsAtOnce;

    private bool MayGo(Turn turn) => MayProbe(turn) && duty.Account.Outage.Wait == TimeSpan.Zero && (turn.Scope is null || duty.Account.Pacer.Wait(turn.Scope) <= Delivery.Ahead);

    private bool MayProbe(Turn turn) => _probe is null || turn == _probe || !duty.Account.Outage.IsStopped;

    private IReadOnlyList<Turn> Others(OutboxHead head) =>
        rotation.Count == 0 || !MayBatch(head) ? [] : rotation.Take(other => other.Head.Digest == head.Digest && other.Head.IsBulk == head.IsBulk && MayBatch(other.Head), MostOthers);

    private bool MayBatch(OutboxHead head) =>
        head.Digest is not null && (head.RouteUntil is not { } until || until <= (time.GetUtcNow() + RouteMargin).ToUnixTimeMilliseconds());

    private void Finish(Turn turn, TurnEnd end)
    {
        _isFresh = false;
        foreach (var other in turn.Others.Reverse())
        {
            // Sent or not: what it has to say next is read when it is its turn.
            rotation.AddFirst(other, other.Head.IsBulk);
        }

        switch (end)
        {
            case TurnEnd.Blocked blocked:
                turn.Scope = blocked.Scope;
                turn.BlockedAt ??= time.GetTimestamp();
                rotation.AddFirst(turn, turn.Head.IsBulk);
                return;
            case TurnEnd.Again or TurnEnd.Failed:
                turn.Scope = null;
                _probe = end is TurnEnd.Failed ? turn : _probe;
                rotation.AddFirst(turn, turn.Head.IsBulk);
                return;
        }

        _probe = turn == _probe ? null : _probe;
        _known.Remove(turn.Head.ThreadId);
        if (end is TurnEnd.More more)
        {
            Add(new Turn(more.Next));
        }
        else if (end is TurnEnd.Due due)
        {
            DueIn(due.In);
        }
        else if (turn.IsStale)
        {
            Add(new Turn(turn.Head));
        }
    }

    private void Add(Turn turn)
    {
        _known.Add(turn.Head.ThreadId, turn);
        rotation.Add(turn, turn.Head.IsBulk);
    }

    private void DueIn(TimeSpan wait) => _dueAt = Math.Min(_dueAt, time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency));

    /// <summary>Until a turn ends, a reply arrives, a permit is near, something is due or the process stops.</summary>
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var wait = TimeToWait();
        if (wait <= TimeSpan.Zero)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return;
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = hold.WaitAsync(wait, enough.Token);
        await Task.WhenAny([waiting, .. _inHand.Values]);
        await enough.CancelAsync();
        await ((Task)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        if (waiting.IsCompletedSuccessfully && (await waiting || wait == LongestWait))
        {
            Restart();
        }
    }

    private TimeSpan TimeToWait()
    {
        var wait = LongestWait;
        if (_dueAt < long.MaxValue)
        {
            wait = Shorter(wait, time.GetElapsedTime(time.GetTimestamp(), _dueAt));
        }

        // With all hands full nobody can be given a permit anyhow.
        if (_inHand.Count >= MostInHand)
        {
            return wait;
        }

        if (duty.Account.Outage.Wait is { } pause && pause > TimeSpan.Zero)
        {
            return Shorter(wait, pause);
        }

        foreach (var turn in rotation.Waiting.Where(MayProbe))
        {
            wait = turn.Scope is null ? TimeSpan.Zero : Shorter(wait, duty.Account.Pacer.Wait(turn.Scope) - Delivery.Ahead ?? wait);
        }

        return wait;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
