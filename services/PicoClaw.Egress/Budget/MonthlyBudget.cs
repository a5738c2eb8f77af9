namespace PicoClaw.Egress.Budget;

/// <summary>The API calls that an account has left this month. The count in the store is the truth; this is its copy with whoever holds the account.</summary>
internal sealed class MonthlyBudget(int limit, TimeProvider time)
{
    private const double WarnAt = 0.8;

    private readonly Lock _lock = new();
    private string _month = "";
    private long _used;
    private bool _isExhausted;

    public string Month => ChinaMonth.Of(time.GetUtcNow());

    public int Limit => limit;

    public long Used
    {
        get
        {
            lock (_lock)
            {
                return Turned()._used;
            }
        }
    }

    public bool IsSpent
    {
        get
        {
            lock (_lock)
            {
                Turned();
                return _isExhausted || (limit > 0 && _used >= limit);
            }
        }
    }

    public void Load(string month, long used, bool isExhausted)
    {
        lock (_lock)
        {
            (_month, _used, _isExhausted) = (month, used, isExhausted);
        }
    }

    /// <summary>Takes one call out, before it is made and written down; false when none is left.</summary>
    public bool TrySpend(out bool isWarning)
    {
        lock (_lock)
        {
            isWarning = false;
            if (IsSpent)
            {
                return false;
            }

            _used++;
            isWarning = limit > 0 && _used == (long)Math.Ceiling(limit * WarnAt);
            return true;
        }
    }

    /// <summary>DingTalk says so, whatever was counted here: others may use the same organization's calls.</summary>
    public void Exhaust()
    {
        lock (_lock)
        {
            Turned()._isExhausted = true;
        }
    }

    private MonthlyBudget Turned()
    {
        if (_month != Month)
        {
            (_month, _used, _isExhausted) = (Month, 0, false);
        }

        return this;
    }
}
