using PicoClaw.Egress.Budget;
using PicoClaw.Egress.Cards.Planning;

namespace PicoClaw.Tests.Months;

/// <summary>The real budget and plan of an account over a month of questions, each answered in ten seconds.</summary>
internal sealed class SimulatedMonth
{
    private const int AnswerSeconds = 10;
    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private static readonly TimeSpan Opens = TimeSpan.FromHours(9);
    private static readonly TimeSpan Closes = TimeSpan.FromHours(18);

    private readonly MonthCase _case;
    private readonly MonthClock _clock = new();
    private readonly MonthlyBudget _budget;
    private CardStyle _last;
    private int _asked;

    private SimulatedMonth(MonthCase of)
    {
        _case = of;
        _clock.Now = new DateTimeOffset(of.First, TimeOnly.MinValue, China);
        _budget = new MonthlyBudget(() => new MonthlyQuota(of.Limit, 0, WebhookCountsAsStream: false, China), _clock);
        _budget.Load(_clock.Now, []);
    }

    private bool IsGone => _case.GoneOn > 0 && _clock.Now.Day >= _case.GoneOn;

    public static IReadOnlyList<DayRecord> Run(MonthCase of)
    {
        var month = new SimulatedMonth(of);
        var last = DateTime.DaysInMonth(of.First.Year, of.First.Month);
        return [.. Enumerable.Range(0, last - of.First.Day + 1).Select(day => month.Live(new DateTimeOffset(of.First.AddDays(day), TimeOnly.MinValue, China)))];
    }

    private DayRecord Live(DateTimeOffset day)
    {
        _clock.Now = day;
        var record = new DayRecord(day);
        var plan = DayPlan.Of(_budget.Use);
        record.Planned = _budget.Used + (long)plan.Share;
        for (var question = 0; day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && question < _case.Questions; question++)
        {
            _clock.Now = day + Opens + ((Closes - Opens) * question / _case.Questions);
            Answer(record, isByApi: _case.ApiEvery > 0 && _asked++ % _case.ApiEvery == 0);
        }

        record.Used = _budget.Used;
        return record;
    }

    private void Answer(DayRecord day, bool isByApi)
    {
        var decision = CardPlan.Decide(_case.Mode, _budget.Use, _last);
        _last = decision.Style;
        day.Show(decision.Style);
        if (decision.Style != CardStyle.Plain && Call(day))
        {
            var frames = decision.Style == CardStyle.TwoCalls ? 0 : (int)((AnswerSeconds - 1) / decision.Gap.TotalSeconds);
            for (var frame = 0; frame < frames && Call(day); frame++)
            {
            }

            if (Call(day))
            {
                return;
            }
        }

        day.Failed += isByApi && !Call(day) ? 1 : 0;
    }

    /// <summary>One API call by the rules of every call; false when none is left.</summary>
    private bool Call(DayRecord day)
    {
        if (_budget.TrySpend(out _) is not { } month)
        {
            return false;
        }

        if (IsGone)
        {
            _budget.GiveBack(month, isApi: true);
            _budget.Exhaust(month);
            return false;
        }

        _budget.Reopen(month);
        day.Calls++;
        return true;
    }
}
