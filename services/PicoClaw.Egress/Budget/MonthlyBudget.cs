using PicoClaw.Egress.Cards.Planning;

namespace PicoClaw.Egress.Budget;

/// <summary>
/// The calls of an account by calendar month of its channel. The count in the store is the truth; this is the copy of the account's holder.
/// The store's clock tells the month.
/// </summary>
internal sealed class MonthlyBudget(Func<MonthlyQuota> quota, TimeProvider time)
{
    private const double WarnAt = 0.8;
    private static readonly TimeSpan AskAgain = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();

    // The months of the last load and those that began since: a clock that is set back finds its month's count again.
    private readonly Dictionary<string, MonthCount> _months = new(StringComparer.Ordinal);
    private TimeSpan _storeIsAhead;

    public string Month => MonthOf(time.GetUtcNow() + _storeIsAhead);

    /// <summary>Today, by the calendar of the channel.</summary>
    public string Day => quota().DayOf(time.GetUtcNow() + _storeIsAhead);

    /// <summary>False until the store knows when the plan of this day began.</summary>
    public bool IsDayKept => Read(month => Planned(month).IsDayKept);

    public MonthUse Use => Read(month => new MonthUse(Planned(month).Calls, Limit, (time.GetUtcNow() + _storeIsAhead).ToOffset(quota().UtcOffset))
    {
        Before = Math.Min(month.PlanBefore, month.Calls),
        IsSpent = IsClosed(month),
    });

    public bool IsLoaded { get; private set; }

    public int Limit => quota().ApiCalls;

    public int StreamLimit => quota().StreamCalls;

    public long Used => Read(month => month.Calls);

    public long Webhooks => Read(month => month.Webhooks);

    /// <summary>
    /// About how much of the meter of pushes and webhook calls is used. A webhook reply answers a push, so each stands for two calls, or
    /// for one where webhooks do not count.
    /// </summary>
    public long StreamUsed => Read(StreamOf);

    public bool IsSpent => Read(IsClosed);

    /// <summary>Most of the month's calls are used: what is left is for messages.</summary>
    public bool IsShort => Read(month => IsClosed(month) || Reached(month.Calls, Limit));

    public string MonthOf(DateTimeOffset instant) => quota().MonthOf(instant);

    public void Load(DateTimeOffset storeNow, IReadOnlyList<MonthRow> rows)
    {
        lock (_lock)
        {
            IsLoaded = true;
            _storeIsAhead = storeNow - time.GetUtcNow();
            _months.Clear();
            foreach (var row in rows)
            {
                var month = _months[row.Month] = new MonthCount { Calls = row.Calls, Webhooks = row.Webhooks, IsExhausted = row.IsExhausted != 0 };
                var wait = row.ExhaustedAgoMs is { } ago and >= 0 ? AskAgain - TimeSpan.FromMilliseconds(ago) : TimeSpan.Zero;
                month.AskAt = After(wait);
                (month.PlanDay, month.PlanBefore, month.IsDayKept) = (row.PlanDay, row.PlanBefore ?? 0, true);
                month.CallsWarned = Reached(month.Calls, Limit) ? Limit : 0;
                month.StreamWarned = Reached(StreamOf(month), StreamLimit) ? StreamLimit : 0;
            }
        }
    }

    public void BeginDay(string name, string day, long before)
    {
        lock (_lock)
        {
            var month = Of(name);
            (month.PlanDay, month.PlanBefore, month.IsDayKept) = (day, before, true);
        }
    }

    /// <summary>Counts one API call of this month before it is made and written down; null when none is left.</summary>
    public string? TrySpend(out bool isWarning)
    {
        lock (_lock)
        {
            var (name, month) = Current();
            isWarning = false;
            if (IsClosed(month))
            {
                return null;
            }

            if (month.IsExhausted)
            {
                (month.IsAsking, month.AskAt) = (true, After(AskAgain));
            }

            month.Calls++;
            isWarning = month.CallsWarned != Limit && Reached(month.Calls, Limit);
            month.CallsWarned = isWarning ? Limit : month.CallsWarned;
            return name;
        }
    }

    /// <summary>Counts one reply through a webhook; it is never refused for that.</summary>
    public string CountWebhook(out bool isWarning)
    {
        lock (_lock)
        {
            var (name, month) = Current();
            month.Webhooks++;
            isWarning = month.StreamWarned != StreamLimit && Reached(StreamOf(month), StreamLimit);
            month.StreamWarned = isWarning ? StreamLimit : month.StreamWarned;
            return name;
        }
    }

    /// <summary>The platform did not count the call.</summary>
    public void GiveBack(string name, bool isApi)
    {
        lock (_lock)
        {
            var month = Of(name);
            (month.Calls, month.Webhooks) = isApi ? (month.Calls - 1, month.Webhooks) : (month.Calls, month.Webhooks - 1);
            if (isApi && month.IsAsking)
            {
                // The question whether calls are left was not answered.
                (month.IsAsking, month.AskAt) = (false, time.GetTimestamp());
            }
        }
    }

    /// <summary>The platform reported that month's quota as used up, whatever was counted here: other apps share the organization's calls.</summary>
    public void Exhaust(string name)
    {
        lock (_lock)
        {
            var month = Of(name);
            (month.IsExhausted, month.IsAsking, month.AskAt) = (true, false, After(AskAgain));
        }
    }

    /// <summary>A call succeeded; true when it was the one that asked whether calls are left again.</summary>
    public bool Reopen(string name)
    {
        lock (_lock)
        {
            var month = Of(name);
            if (!month.IsAsking)
            {
                return false;
            }

            (month.IsExhausted, month.IsAsking) = (false, false);
            return true;
        }
    }

    private static bool Reached(long used, int limit) => limit > 0 && used >= Math.Ceiling(limit * WarnAt);

    private bool IsClosed(MonthCount month) => (month.IsExhausted && time.GetTimestamp() < month.AskAt) || (Limit > 0 && month.Calls >= Limit);

    // Until the store says otherwise, the plan of a day begins where it is first asked for.
    private MonthCount Planned(MonthCount month)
    {
        if (Day is var day && month.PlanDay != day)
        {
            (month.PlanDay, month.PlanBefore, month.IsDayKept) = (day, month.Calls, false);
        }

        return month;
    }

    private long StreamOf(MonthCount month) => month.Webhooks * (quota().WebhookCountsAsStream ? 2 : 1);

    private long After(TimeSpan wait) => time.GetTimestamp() + (long)(wait.TotalSeconds * time.TimestampFrequency);

    private (string Name, MonthCount Month) Current()
    {
        var name = Month;
        return (name, Of(name));
    }

    private MonthCount Of(string name) => _months.TryGetValue(name, out var month) ? month : _months[name] = new MonthCount();

    private T Read<T>(Func<MonthCount, T> read)
    {
        lock (_lock)
        {
            return read(Current().Month);
        }
    }
}
