using System.Collections.Concurrent;
using PicoClaw.Contracts;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Cards.Planning;
using PicoClaw.Egress.Pacing;
using PicoClaw.Egress.Sending;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Cards;

/// <summary>What an account's desk does next: begins cards, moves them on as the limits allow, and closes them. One thread at a time.</summary>
internal sealed class CardWork(
    CardTools tools, ICardPlatform platform, AccountLease lease, LaneHold hold, CardBook book, CardCalls calls, CancellationToken cancellationToken)
{
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private const int MostWaiting = 1000;
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(20);

    private readonly CardSteps _steps = new(platform, lease, book, tools);
    private readonly ConcurrentDictionary<Guid, Card> _waiting = new();

    /// <summary>While it is, the account has to be kept: frames follow, or a card is to be closed soon.</summary>
    public bool IsBusy
    {
        get
        {
            var soon = After(LongestWait);
            return !_waiting.IsEmpty || !calls.IsEmpty || book.All.Any(card => card.IsOpen && (IsAlive(card) || card.CloseAt <= soon));
        }
    }

    /// <summary>Of replies whose card waits for a permit.</summary>
    public IEnumerable<ReplyProgress> Waiting => _waiting.Values.Select(card => card.Newest).OfType<ReplyProgress>();

    private TimeProvider Time => tools.Time;

    private static bool IsAlive(Card card) => card.State is not (CardState.Final or CardState.Plain);

    /// <summary>Begins what is due; until something else is.</summary>
    public async Task<TimeSpan> StepAsync(IEnumerable<ReplyProgress> news)
    {
        foreach (var progress in news)
        {
            await HearAsync(progress);
        }

        var wait = LongestWait;
        foreach (var card in _waiting.Values)
        {
            wait = Shorter(wait, Make(card));
        }

        foreach (var card in book.All.OrderBy(card => card.NextFrameAt).ToList())
        {
            wait = Shorter(wait, Next(card));
        }

        return wait;
    }

    private async Task HearAsync(ReplyProgress progress)
    {
        if (platform.ModeOf(progress.Conversation.Account) == CardsMode.Off)
        {
            return;
        }

        if ((book.Find(progress.ReplyId) ?? _waiting.GetValueOrDefault(progress.ReplyId)) is { } known)
        {
            known.Offer(progress);
        }
        else if (!book.IsDeclined(progress.ReplyId) && _waiting.Count < MostWaiting && await DecideAsync(progress) is { } card)
        {
            card.Offer(progress);
            _waiting[card.ReplyId] = card;
        }
    }

    private async Task<Card?> DecideAsync(ReplyProgress progress)
    {
        var place = platform.PlaceOf(progress);
        var reason = place is null ? "no-place" : _steps.IsPaused ? "paused" : null;
        if (reason is null)
        {
            var mode = platform.ModeOf(progress.Conversation.Account);
            await tools.Planner.BeginDayAsync(lease, mode, cancellationToken);
            var decision = tools.Planner.Decide(lease, mode);
            if (decision.Style != CardStyle.Plain && IsAffordable(2))
            {
                return new Card(progress.ReplyId, progress.Conversation.Account, place!, decision.Style, decision.Gap, Time.GetTimestamp());
            }

            reason = decision.Style == CardStyle.Plain ? decision.Reason : "used-up";
        }

        book.Decline(progress.ReplyId);
        tools.Metrics.Plain(lease.Lane.Key, reason);
        return null;
    }

    // The calls that open cards need to end are not spent on others.
    private bool IsAffordable(int calls) =>
        !lease.Account.Budget.IsSpent && (lease.Account.Budget.Limit == 0 || lease.Account.Budget.Used + book.Open + calls <= lease.Account.Budget.Limit);

    private TimeSpan Make(Card card)
    {
        var step = _steps.Create(card);
        if (Permit(step.Scope, out var wait) is not { } permit)
        {
            return wait;
        }

        _waiting.TryRemove(card.ReplyId, out _);

        // Before the store is asked whether the reply has come: from now on its sender finds the card, and waits for the call.
        card.TryTake(evenIfClaimed: false);
        card.NextFrameAt = After(GapOf(card));
        book.Add(card);
        calls.Begin(card, () => CallAsync(step, permit));
        return LongestWait;
    }

    private TimeSpan Next(Card card)
    {
        var now = Time.GetTimestamp();
        if (card.IsInHand)
        {
            return LongestWait;
        }

        if (!card.IsOpen)
        {
            if (card.IsOld(now, Time))
            {
                book.Remove(card);
            }

            return LongestWait;
        }

        if (!IsAlive(card) || card.IsOld(now, Time))
        {
            var wait = Until(card.CloseAt, now);
            return wait > TimeSpan.Zero ? wait : Close(card);
        }

        return Shorter(Frame(card, now), Card.Life - Time.GetElapsedTime(card.MadeAt, now));
    }

    private TimeSpan Frame(Card card, long now)
    {
        if (card.Newest is not { } progress || card.IsClaimed || card.State == CardState.Made || card.Style < CardStyle.Sparse || _steps.IsPaused
            || (progress.Attempt, progress.Number).CompareTo((card.Attempt, card.Number)) <= 0)
        {
            return LongestWait;
        }

        if (Until(card.NextFrameAt, now) is var wait && wait > TimeSpan.Zero)
        {
            return wait;
        }

        var text = _steps.TextOf(progress);
        if (text == card.Shown || !IsAffordable(1))
        {
            return LongestWait;
        }

        if (Permit(CardRoutes.Low(CardRoutes.Stream), out wait) is not { } permit)
        {
            return wait;
        }

        if (!card.TryTake(evenIfClaimed: false))
        {
            permit.Dispose();
            return LongestWait;
        }

        card.Frame(progress.Attempt, progress.Number);
        card.NextFrameAt = After(GapOf(card));
        var step = _steps.Frame(card, text);
        calls.Begin(card, () => CallAsync(step, permit));
        return LongestWait;
    }

    private TimeSpan Close(Card card)
    {
        if (calls.IsFull)
        {
            return ShortestWait * 10;
        }

        if (card.TryTake(evenIfClaimed: true))
        {
            calls.Begin(card, () => CloseAsync(card));
        }

        return LongestWait;
    }

    private async Task CloseAsync(Card card)
    {
        if (await _steps.CloseAsync(card, cancellationToken) is not { } step)
        {
            return;
        }

        for (var isLeft = true; isLeft && !hold.ShouldYield;)
        {
            if (Permit(step.Scope, out var wait) is { } permit)
            {
                isLeft = false;
                await CallAsync(step, permit);
            }
            else
            {
                await Task.Delay(wait, Time, cancellationToken);
            }
        }
    }

    // As often as the plan says, and no more often than all open cards can have a frame.
    private TimeSpan GapOf(Card card)
    {
        var limits = lease.Account.Channel.Limits;
        var share = Math.Min(PerSecond(limits.OfApi(CardRoutes.Stream.Name)), PerSecond(limits.Address));
        var gap = TimeSpan.FromSeconds(Math.Min(book.Open / share, Card.Life.TotalSeconds));
        return gap > card.Gap ? gap : card.Gap;

        static double PerSecond(Limit limit) => limit.IsNone ? double.PositiveInfinity : Math.Max(1, limit.Calls / 2) / limit.Window.TotalSeconds;
    }

    private CallPermit? Permit(CallScope scope, out TimeSpan wait)
    {
        if (!calls.IsFull && lease.Account.TryPermit(scope, SendAttempt.Ahead, mayProbe: false) is { } permit)
        {
            wait = TimeSpan.Zero;
            return permit;
        }

        // A call that ends wakes the desk as well.
        wait = lease.Account.Pacer.Wait(scope) - SendAttempt.Ahead ?? ShortestWait * 10;
        wait = wait < ShortestWait ? ShortestWait : wait;
        return null;
    }

    private async Task CallAsync(CardStep step, CallPermit permit)
    {
        try
        {
            if (await tools.Caller.CallAsync(lease, step, permit, cancellationToken) is null && step.Route == CardRoutes.Create)
            {
                book.Remove(step.Card);
            }
        }
        catch when (step.Card.State == CardState.Made)
        {
            _steps.Lose(step.Card);
            throw;
        }
    }

    private TimeSpan Until(long at, long now) => at <= now ? TimeSpan.Zero : Time.GetElapsedTime(now, at);

    private long After(TimeSpan wait) => Time.GetTimestamp() + (long)(wait.TotalSeconds * Time.TimestampFrequency);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
