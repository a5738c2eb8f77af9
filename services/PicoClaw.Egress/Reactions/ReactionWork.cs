using System.Collections.Concurrent;
using PicoClaw.Contracts;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Cards.Planning;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Sending;

namespace PicoClaw.Egress.Reactions;

/// <summary>
/// An account's reactions: set when a reply is begun, taken back when it has ended. One call at a time, and what comes too late is left out. Nothing waits
/// for it.
/// </summary>
/// <param name="tools">Shared by all accounts.</param>
/// <param name="platform">Its channel's.</param>
/// <param name="lease">The account.</param>
/// <param name="wake">Called when a call has ended.</param>
/// <param name="cancellationToken">Until a call is made.</param>
internal sealed class ReactionWork(
    ReactionTools tools, IReactionPlatform platform, AccountLease lease, Action wake, CancellationToken cancellationToken)
{
    private const int MostWaiting = 100;
    private const int MostKnown = 1000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<Guid, ReplyProgress> _waiting = new();
    private readonly HashSet<Guid> _known = [];
    private readonly Queue<Reaction> _due = new();
    private volatile Task _call = Task.CompletedTask;
    private volatile bool _mayStand = true;
    private volatile bool _mustLook = true;
    private volatile bool _hasDue;
    private long _lookAt = long.MaxValue;

    /// <summary>While it is, the account has to be kept.</summary>
    public bool IsBusy => !_call.IsCompleted || ((_mustLook || _hasDue || !_waiting.IsEmpty) && !IsPaused);

    /// <summary>Of replies whose reaction waits for a permit.</summary>
    public IEnumerable<ReplyProgress> Waiting => _waiting.Values;

    private bool IsPaused => tools.Pauses.IsPaused(lease.Lane.Key);

    /// <summary>A reply may have ended.</summary>
    public void Look() => _mustLook |= _mayStand;

    /// <summary>Begins what is due; until something else is.</summary>
    public async Task<TimeSpan> StepAsync(IEnumerable<ReplyProgress> news)
    {
        try
        {
            foreach (var progress in news.Where(progress => platform.IsOn(progress.Conversation.Account)))
            {
                await HearAsync(progress);
            }

            return _call.IsCompleted ? await NextAsync() : LongestWait;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Failed(exception);
            return LongestWait;
        }
    }

    /// <summary>Ends with the call that is out.</summary>
    public Task EndAsync() => _call;

    private async Task HearAsync(ReplyProgress progress)
    {
        if (_waiting.Count >= MostWaiting || _known.Contains(progress.ReplyId))
        {
            return;
        }

        if (_known.Count >= MostKnown)
        {
            // The store knows them as well.
            _known.Clear();
        }

        _known.Add(progress.ReplyId);
        if (platform.PlaceOf(progress) is not null && !IsPaused && await IsPlannedAsync())
        {
            _waiting[progress.ReplyId] = progress;
        }
    }

    // Where the month leaves nothing for cards, it leaves nothing for this either.
    private async Task<bool> IsPlannedAsync()
    {
        if (lease.Account.Budget is { Limit: > 0, IsDayKept: false } budget)
        {
            await tools.Months.BeginDayAsync(lease.Lane, budget, cancellationToken);
        }

        return CardPlan.Decide(CardsMode.Auto, lease.Account.Budget.Use).Style != CardStyle.Plain;
    }

    private async Task<TimeSpan> NextAsync()
    {
        if (IsPaused)
        {
            _waiting.Clear();
            return LongestWait;
        }

        if (_mustLook || tools.Time.GetTimestamp() >= _lookAt)
        {
            await LookAsync();
        }

        if (FirstStep() is not { } step)
        {
            return LongestWait;
        }

        if (lease.Account.TryPermit(step.Scope, SendAttempt.Ahead, mayProbe: false) is not { } permit)
        {
            var wait = lease.Account.Pacer.Wait(step.Scope) - SendAttempt.Ahead ?? ShortestWait;
            return wait < ShortestWait ? ShortestWait : wait > LongestWait ? LongestWait : wait;
        }

        Begin(step, permit);
        return LongestWait;
    }

    private async Task LookAsync()
    {
        _mustLook = false;
        var rows = await tools.Table.StandingAsync(lease.Lane, cancellationToken);
        _due.Clear();
        foreach (var row in rows.Where(row => row.IsDue))
        {
            _due.Enqueue(row.Read());
        }

        (_hasDue, _mayStand) = (_due.Count > 0, rows.Count > 0);
        var oldest = rows.Where(row => !row.IsDue).Select(row => row.AgeMs).DefaultIfEmpty(-1).Max();
        _lookAt = oldest < 0 ? long.MaxValue : After(Reaction.Life - TimeSpan.FromMilliseconds(oldest));
    }

    private ReactionStep? FirstStep()
    {
        if (_due.TryPeek(out var due))
        {
            return new ReactionStep(due, IsBack: true);
        }

        var next = _waiting.Values.MinBy(progress => progress.CreatedAt);
        return next is null ? null : new ReactionStep(new Reaction(next.ReplyId, next.Conversation.Account, platform.PlaceOf(next)!), IsBack: false);
    }

    private void Begin(ReactionStep step, CallPermit permit)
    {
        // Before the end of its reply can be told.
        _mayStand = true;
        _call = Task.Run(() => CallAsync(step, permit), CancellationToken.None);
        if (step.IsBack)
        {
            _due.Dequeue();
            _hasDue = _due.Count > 0;
        }
        else
        {
            _waiting.TryRemove(step.Reaction.ReplyId, out _);
        }

        _call.ContinueWith(_ => wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task CallAsync(ReactionStep step, CallPermit permit)
    {
        SendResult? result = null;
        try
        {
            result = await tools.Caller.CallAsync(
                lease,
                step,
                permit,
                cancel => step.IsBack ? platform.TakeBackAsync(step.Reaction, cancel) : platform.SetAsync(step.Reaction, cancel),
                cancellationToken);
        }
        catch (Exception exception)
        {
            Failed(exception);
        }

        _lookAt = Math.Min(_lookAt, After(result is null && step.IsBack ? LongestWait : Reaction.Life));
        if (result is not (null or SendResult.Sent or SendResult.QuotaGone or SendResult.NotCalled))
        {
            tools.Pauses.Begin(lease.Lane.Key);
            Log.ReactionsPaused(tools.Logger, lease.Lane.Key, ReactionPauses.Pause.TotalMinutes, result.Text);
        }
    }

    private void Failed(Exception exception)
    {
        _lookAt = After(LongestWait);
        if (!cancellationToken.IsCancellationRequested)
        {
            Log.ReactionsFailed(tools.Logger, lease.Lane.Key, exception.Message);
        }
    }

    private long After(TimeSpan wait) => tools.Time.GetTimestamp() + (long)(wait.TotalSeconds * tools.Time.TimestampFrequency);
}
