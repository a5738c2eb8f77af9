using System.Threading.Channels;
using PicoClaw.Contracts;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Reactions;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Cards;

/// <summary>
/// Makes and streams the cards of an account beside its sender, and closes those whose reply does not come; sets and takes back its reactions. Closing it
/// waits for the calls that are out.
/// </summary>
internal sealed class CardDesk : IAsyncDisposable
{
    private const int MostNews = 1000;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(200);

    private readonly CardDesks _desks;
    private readonly AccountLease _lease;
    private readonly CardBook _book;
    private readonly LaneHold _hold;
    private readonly CancellationToken _cancellationToken;
    private readonly CardCalls _calls;
    private readonly CardWork? _work;
    private readonly ReactionWork? _reactions;
    private readonly TaskCompletionSource _looked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, ReplyProgress> _news = [];
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Task _running;
    private volatile bool _isClosed;
    private bool _isHearing;

    public CardDesk(CardDesks desks, ICardPlatform? platform, AccountLease lease, CardBook book, LaneHold hold, CancellationToken cancellationToken)
    {
        (_desks, _lease, _book, _hold, _cancellationToken) = (desks, lease, book, hold, cancellationToken);
        _calls = new(Wake, Failed);
        _work = platform is null ? null : new CardWork(desks.Tools, platform, lease, hold, book, _calls, cancellationToken);
        _reactions = desks.Reactions.Begin(lease, Wake, cancellationToken);
        (book.IsHeld, book.Wake) = (true, Wake);
        _running = _work is null ? Task.CompletedTask : Task.Run(() => RunAsync(_work), CancellationToken.None);
    }

    /// <summary>Ends when it is known whether an earlier holder has left reactions to take back.</summary>
    public Task Looking => _work is null ? Task.CompletedTask : _looked.Task;

    /// <inheritdoc cref="CardWork.IsBusy"/>
    public bool IsBusy
    {
        get
        {
            lock (_gate)
            {
                return _work is not null && (_news.Count > 0 || _isHearing || _work.IsBusy || _reactions is { IsBusy: true });
            }
        }
    }

    /// <summary>False when it is closed.</summary>
    public bool TryTake(ReplyProgress progress)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return false;
            }

            if ((_news.Count < MostNews || _news.ContainsKey(progress.ReplyId)) && Card.IsNewer(progress, _news.GetValueOrDefault(progress.ReplyId)))
            {
                _news[progress.ReplyId] = progress;
            }
        }

        Wake();
        return true;
    }

    /// <summary>A reply may have been sent, or given up.</summary>
    public void Look()
    {
        _reactions?.Look();
        if (_reactions is { IsBusy: true })
        {
            Wake();
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
        }

        Wake();
        await _running;
        await _calls.AllAsync();
        await (_reactions?.EndAsync() ?? Task.CompletedTask);
        _book.IsHeld = false;
        try
        {
            await _desks.ClosedAsync(_lease.Lane.Key, this, [.. News(), .. _work?.Waiting ?? [], .. _reactions?.Waiting ?? []], _lease.Records);
        }
        catch (Exception exception)
        {
            // The agent reports again.
            Failed(exception);
        }
    }

    private async Task RunAsync(CardWork work)
    {
        while (!_isClosed && !_cancellationToken.IsCancellationRequested)
        {
            var wait = CardWork.LongestWait;
            try
            {
                wait = _hold.ShouldYield || !_lease.IsSafe() ? Idle : await StepAsync(work, News());
            }
            catch (Exception exception)
            {
                Failed(exception);
            }

            lock (_gate)
            {
                _isHearing = false;
            }

            _looked.TrySetResult();
            await WaitAsync(wait);
        }

        _looked.TrySetResult();
    }

    private async Task<TimeSpan> StepAsync(CardWork work, List<ReplyProgress> news)
    {
        var wait = _reactions is null ? CardWork.LongestWait : await _reactions.StepAsync(news);
        var other = await work.StepAsync(news);
        return wait < other ? wait : other;
    }

    private List<ReplyProgress> News()
    {
        lock (_gate)
        {
            List<ReplyProgress> news = [.. _news.Values];
            _news.Clear();
            _isHearing = news.Count > 0;
            return news;
        }
    }

    private async Task WaitAsync(TimeSpan wait)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken);
        var woken = _wake.Reader.WaitToReadAsync(enough.Token).AsTask();
        await Task.WhenAny(woken, Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), _desks.Tools.Time, enough.Token));
        await enough.CancelAsync();
        await Task.WhenAny(woken);
        _wake.Reader.TryRead(out _);
    }

    private void Wake() => _wake.Writer.TryWrite(true);

    private void Failed(Exception exception)
    {
        if (!_cancellationToken.IsCancellationRequested)
        {
            Log.CardDeskFailed(_desks.Tools.Logger, _lease.Lane.Key, exception.Message);
        }
    }
}
