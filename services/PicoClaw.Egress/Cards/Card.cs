using PicoClaw.Contracts;
using PicoClaw.Egress.Cards.Planning;

namespace PicoClaw.Egress.Cards;

/// <summary>
/// A reply's card as its account's holder knows it. The desk makes its calls, one at a time, until the sender claims it for the reply.
/// </summary>
internal sealed class Card(Guid replyId, string account, string place, CardStyle style, TimeSpan gap, long madeAt)
{
    /// <summary>An older card is closed, and its reply comes as a message: the platform may not take frames for ever.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private TaskCompletionSource _inHand = Done();
    private bool _isClaimed;

    public Guid ReplyId => replyId;

    public string Account => account;

    public string Place => place;

    public CardStyle Style => style;

    public TimeSpan Gap => gap;

    /// <summary>On the clock of <see cref="TimeProvider.GetTimestamp"/>, as the others.</summary>
    public long MadeAt => madeAt;

    public CardState State { get; private set; } = CardState.Made;

    /// <summary>Until the platform has been told that it is finished.</summary>
    public bool IsOpen { get; private set; } = true;

    public string? Carrier { get; private set; }

    public int Attempt { get; private set; }

    public long Number { get; private set; }

    /// <summary>What the agent reported last.</summary>
    public ReplyProgress? Newest { get; private set; }

    /// <summary>What it shows.</summary>
    public string? Shown { get; set; }

    public long NextFrameAt { get; set; }

    public long CloseAt { get; set; }

    /// <summary>The reply as it was put on the card, where it must be put there once more when the card is closed.</summary>
    public string? Reply { get; private set; }

    /// <summary>How many ways to close it have failed.</summary>
    public int CloseSteps { get; set; }

    /// <summary>The reply may be on it: a call that brought it had no clear outcome.</summary>
    public bool IsInDoubt { get; private set; }

    /// <summary>Streaming does not say whether the reply is on it: setting its variables does.</summary>
    public bool MustUpdate { get; private set; }

    public bool IsClaimed
    {
        get
        {
            lock (_gate)
            {
                return _isClaimed;
            }
        }
    }

    public bool IsInHand
    {
        get
        {
            lock (_gate)
            {
                return !_inHand.Task.IsCompleted;
            }
        }
    }

    /// <summary>As the store knows it.</summary>
    public static Card Of(CardRow row, long now, long frequency)
    {
        var madeAt = now - (Math.Max(0, row.AgeMs) * frequency / 1000);
        var style = Enum.TryParse<CardStyle>(row.Style, out var known) ? known : CardStyle.TwoCalls;
        var card = new Card(Guid.Parse(row.ReplyId), row.Account, row.Place, style, TimeSpan.FromMilliseconds(row.GapMs), madeAt)
        {
            // Whether people see it is told by the create's own answer, which is lost with its process.
            State = Enum.TryParse<CardState>(row.State, out var state) && state != CardState.Made ? state : CardState.Plain,
            IsOpen = row.IsOpen != 0,
            Carrier = row.Carrier,
            Attempt = (int)row.Attempt,
            Number = row.Number,
            CloseAt = row.State == nameof(CardState.Made) ? madeAt + ((long)CardSteps.Settling.TotalSeconds * frequency) : 0,
        };
        card.IsInDoubt = row.InDoubt != 0 && card.State != CardState.Plain;
        return card;
    }

    public bool IsOld(long now, TimeProvider time) => time.GetElapsedTime(madeAt, now) >= Life;

    /// <summary>Keeps a report if it is newer than what is known.</summary>
    public void Offer(ReplyProgress progress)
    {
        lock (_gate)
        {
            if (!_isClaimed && State is not (CardState.Final or CardState.Plain) && IsNewer(progress, Newest))
            {
                Newest = progress;
            }
        }
    }

    public static bool IsNewer(ReplyProgress progress, ReplyProgress? than) =>
        than is null || (progress.Attempt, progress.Number).CompareTo((than.Attempt, than.Number)) > 0;

    /// <summary>A call of the desk begins: false while another one is out, and for a frame when the reply has come.</summary>
    public bool TryTake(bool evenIfClaimed)
    {
        lock (_gate)
        {
            if (!_inHand.Task.IsCompleted || (_isClaimed && !evenIfClaimed))
            {
                return false;
            }

            _inHand = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
    }

    public void Release() => _inHand.TrySetResult();

    /// <summary>The reply has come: no frame follows. Ends with the desk's call that is out.</summary>
    public Task ClaimAsync()
    {
        lock (_gate)
        {
            _isClaimed = true;
            return _inHand.Task;
        }
    }

    public void Frame(int attempt, long number)
    {
        lock (_gate)
        {
            (Attempt, Number) = (attempt, number);
            State = State == CardState.Delivered ? CardState.Streaming : State;
        }
    }

    public void Deliver(string? carrier)
    {
        lock (_gate)
        {
            Carrier = carrier;
            State = State == CardState.Made ? CardState.Delivered : State;
        }
    }

    /// <summary>A call brings the reply; false when it has been given up meanwhile.</summary>
    public bool TryBeginReply()
    {
        lock (_gate)
        {
            IsInDoubt = State is CardState.Delivered or CardState.Streaming;
            return IsInDoubt;
        }
    }

    /// <summary>The call that brought the reply did nothing: as before it.</summary>
    public void UndoReply(bool wasInDoubt) => IsInDoubt = wasInDoubt;

    public void Doubt() => MustUpdate = true;

    public void Finish(bool isOpen, string? reply = null)
    {
        lock (_gate)
        {
            (State, IsOpen, IsInDoubt, MustUpdate, Reply) = (CardState.Final, isOpen, false, false, reply);
        }
    }

    /// <summary>False when that was known, or the reply may be on it and <paramref name="evenInDoubt"/> is not set.</summary>
    public bool GiveUp(bool evenInDoubt = false)
    {
        lock (_gate)
        {
            if (State is CardState.Final or CardState.Plain || (IsInDoubt && !evenInDoubt))
            {
                return false;
            }

            (State, IsInDoubt, MustUpdate, Newest) = (CardState.Plain, false, false, null);
            return true;
        }
    }

    public void Close() => IsOpen = false;

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
