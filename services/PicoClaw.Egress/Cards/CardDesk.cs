using System.Threading.Channels;
using PicoClaw.Contracts;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Cards.Planning;
using PicoClaw.Egress.Pacing;
using PicoClaw.Egress.Sending;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Cards;

/// <summary>
/// Makes and streams the cards of an account beside its sender, and closes those whose reply does not come. Closing it waits for the calls
/// that are out.
/// </summary>
internal sealed class CardDesk : IAsyncDisposable
{
    private const int MostAtOnce = 8;
    private const int MostWaiting = 1000;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly CardDesks _desks;
    private readonly ICardPlatform? _platform;
    private readonly AccountLease _lease;
    private readonly CardBook _book;
    private readonly LaneHold _hold;
    private readonly CancellationToken _cancellationToken;
    private readonly CardSteps? _steps;
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, ReplyProgress> _news = [];
    private readonly Dictionary<Guid, Card> _waiting = [];
    private readonly HashSet<Task> _calls = [];
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Task _running;
    private volatile bool _isClosed;

    public CardDesk(CardDesks desks, ICardPlatform? platform, AccountLease lease, CardBook book, LaneHold hold, CancellationToken cancellationToken)
    {
        (_desks, _platform, _lease, _book, _hold, _cancellationToken) = (desks, platform, lease, book, hold, cancellationToken);
        _steps = platform is null ? null : new CardSteps(platform, lease, book, desks.Table, desks.Metrics, desks.Time, desks.Logger);
        book.IsHeld = true;
        _running = platform is null ? Task.CompletedTask : Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>While it is, the account has to be kept: frames follow, or a card is to be closed soon.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_gate)
            {
                var soon = After(LongestWait);
                return _news.Count > 0 || _waiting.Count > 0 || _calls.Count > 0
                    || (_platform is not null && _book.All.Any(card => card.IsOpen && (IsAlive(card) || card.CloseAt <= soon)));
            }
        }
    }

    private TimeProvider Time => _desks.Time;

    /// <summary>False when it is closed.</summary>
    public bool TryTake(ReplyProgress progress)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return false;
            }

            if ((_news.Count < MostWaiting || _news.ContainsKey(progress.ReplyId)) && Card.IsNewer(progress, _news.GetValueOrDefault(progress.ReplyId)))
            {
                _news[progress.ReplyId] = progress;
            }
        }

        _wake.Writer.TryWrite(true);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        _wake.Writer.TryWrite(true);
        await _running;
        Task[] calls;
        lock (_gate)
        {
            calls = [.. _calls];
        }

        await Task.WhenAll(calls);
        _book.IsHeld = false;
        _desks.Closed(_lease.Lane.Key, this);
    }

    private static bool IsAlive(Card card) => card.State is not (CardState.Final or CardState.Plain);

    private async Task RunAsync()
    {
        while (!_isClosed && !_cancellationToken.IsCancellationRequested)
        {
            var wait = LongestWait;
            try
            {
                wait = _hold.ShouldYield || !_lease.IsSafe() ? ShortestWait * 10 : Step();
            }
            catch (Exception exception)
            {
                Failed(exception);
            }

            await WaitAsync(wait);
        }
    }

    private async Task WaitAsync(TimeSpan wait)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken);
        var woken = _wake.Reader.WaitToReadAsync(enough.Token).AsTask();
        await Task.WhenAny(woken, Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Time, enough.Token));
        await enough.CancelAsync();
        await Task.WhenAny(woken);
        _wake.Reader.TryRead(out _);
    }

    /// <summary>Begins what is due; until something else is.</summary>
    private TimeSpan Step()
    {
        List<ReplyProgress> news;
        lock (_gate)
        {
            news = [.. _news.Values];
            _news.Clear();
        }

        news.ForEach(Hear);
        var wait = LongestWait;
        foreach (var card in _waiting.Values.ToList())
        {
            wait = Shorter(wait, Make(card));
        }

        foreach (var card in _book.All.OrderBy(card => card.NextFrameAt).ToList())
        {
            wait = Shorter(wait, Next(card));
        }

        return wait;
    }

    private void Hear(ReplyProgress progress)
    {
        if ((_book.Find(progress.ReplyId) ?? _waiting.GetValueOrDefault(progress.ReplyId)) is { } known)
        {
            known.Offer(progress);
        }
        else if (!_book.IsDeclined(progress.ReplyId) && Decide(progress) is { } card && _waiting.Count < MostWaiting)
        {
            card.Offer(progress);
            lock (_gate)
            {
                _waiting.Add(card.ReplyId, card);
            }
        }
    }

    private Card? Decide(ReplyProgress progress)
    {
        var (account, budget) = (_lease.Account, _lease.Account.Budget);
        var month = new MonthUse(budget.Used, budget.Limit, Time.GetUtcNow().ToOffset(account.Channel.Quota.UtcOffset));
        var decision = CardPlan.Decide(_platform!.ModeOf(progress.Conversation.Account), month);
        var place = decision.Style == CardStyle.Plain ? null : _platform.PlaceOf(progress);
        var reason = decision.Style == CardStyle.Plain ? decision.Reason
            : place is null ? "no-place"
            : _steps!.IsPaused ? "paused"
            : !IsAffordable(2) ? "used-up"
            : null;
        if (reason is null)
        {
            return new Card(progress.ReplyId, progress.Conversation.Account, place!, decision.Style, decision.Gap, Time.GetTimestamp());
        }

        _book.Decline(progress.ReplyId);
        _desks.Metrics.Plain(_lease.Lane.Key, reason);
        return null;
    }

    // The calls that open cards need to end are not spent on others.
    private bool IsAffordable(int calls) =>
        !_lease.Account.Budget.IsSpent && (_lease.Account.Budget.Limit == 0 || _lease.Account.Budget.Used + _book.Open + calls <= _lease.Account.Budget.Limit);

    private TimeSpan Make(Card card)
    {
        var step = _steps!.Create(card);
        if (Permit(step.Scope, out var wait) is not { } permit)
        {
            return wait;
        }

        lock (_gate)
        {
            _waiting.Remove(card.ReplyId);
        }

        // Before the store is asked whether the reply has come: from now on its sender finds the card, and waits for the call.
        card.TryTake(evenIfClaimed: false);
        card.NextFrameAt = After(GapOf(card));
        _book.Add(card);
        Begin(card, () => CallAsync(step, permit));
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
                _book.Remove(card);
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
        if (card.Newest is not { } progress || card.IsClaimed || card.State == CardState.Made || card.Style < CardStyle.Sparse || _steps!.IsPaused
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
        Begin(card, () => CallAsync(step, permit));
        return LongestWait;
    }

    private TimeSpan Close(Card card)
    {
        if (IsFull)
        {
            return ShortestWait * 10;
        }

        if (card.TryTake(evenIfClaimed: true))
        {
            Begin(card, () => CloseAsync(card));
        }

        return LongestWait;
    }

    private async Task CloseAsync(Card card)
    {
        if (await _steps!.CloseAsync(card, _cancellationToken) is not { } step)
        {
            return;
        }

        for (var isLeft = true; isLeft && !_isClosed && !_hold.ShouldYield;)
        {
            if (Permit(step.Scope, out var wait) is { } permit)
            {
                isLeft = false;
                await CallAsync(step, permit);
            }
            else
            {
                await Task.Delay(wait, Time, _cancellationToken);
            }
        }
    }

    // As often as the plan says, and no more often than all open cards can have a frame.
    private TimeSpan GapOf(Card card)
    {
        var limits = _lease.Account.Channel.Limits;
        var share = Math.Min(PerSecond(limits.OfApi(CardRoutes.Stream.Name)), PerSecond(limits.Address));
        var gap = TimeSpan.FromSeconds(Math.Min(_book.Open / share, Card.Life.TotalSeconds));
        return gap > card.Gap ? gap : card.Gap;

        static double PerSecond(Limit limit) => limit.IsNone ? double.PositiveInfinity : Math.Max(1, limit.Calls / 2) / limit.Window.TotalSeconds;
    }

    private bool IsFull
    {
        get
        {
            lock (_gate)
            {
                return _calls.Count >= MostAtOnce;
            }
        }
    }

    private CallPermit? Permit(CallScope scope, out TimeSpan wait)
    {
        if (!IsFull && _lease.Account.TryPermit(scope, SendAttempt.Ahead, mayProbe: false) is { } permit)
        {
            wait = TimeSpan.Zero;
            return permit;
        }

        // A call that ends wakes the desk as well.
        wait = _lease.Account.Pacer.Wait(scope) - SendAttempt.Ahead ?? ShortestWait * 10;
        wait = wait < ShortestWait ? ShortestWait : wait;
        return null;
    }

    private async Task CallAsync(CardStep step, CallPermit permit)
    {
        try
        {
            if (await _desks.Caller.CallAsync(_lease, step, permit, _cancellationToken) is null && step.Route == CardRoutes.Create)
            {
                _book.Remove(step.Card);
            }
        }
        catch when (step.Card.State == CardState.Made)
        {
            _steps!.Lose(step.Card);
            throw;
        }
    }

    private void Begin(Card card, Func<Task> work)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _calls.Add(ended.Task);
        }

        _ = Task.Run(async () =>
        {
            try
            {
                await work();
            }
            catch (Exception exception)
            {
                Failed(exception);
            }

            card.Release();
            lock (_gate)
            {
                _calls.Remove(ended.Task);
            }

            ended.SetResult();
            _wake.Writer.TryWrite(true);
        });
    }

    private void Failed(Exception exception)
    {
        if (!_cancellationToken.IsCancellationRequested)
        {
            Log.CardDeskFailed(_desks.Logger, _lease.Lane.Key, exception.Message);
        }
    }

    private TimeSpan Until(long at, long now) => at <= now ? TimeSpan.Zero : Time.GetElapsedTime(now, at);

    private long After(TimeSpan wait) => Time.GetTimestamp() + (long)(wait.TotalSeconds * Time.TimestampFrequency);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
