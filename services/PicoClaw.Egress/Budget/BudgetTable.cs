using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Budget;

/// <summary>The monthly counts where every replica finds them.</summary>
internal sealed class BudgetTable([FromKeyedServices(EgressService.Name)] IStore store)
{
    /// <summary>For the transaction that says that a call will be made: <c>@calls</c> and <c>@webhooks</c> are 1 and 0, or 0 and 1.</summary>
    public const string CountOne =
        """
        INSERT INTO api_month (lane_key, month, calls, webhooks, is_exhausted) VALUES (@Key, @month, @calls, @webhooks, 0)
        ON CONFLICT (lane_key, month) DO UPDATE SET calls = api_month.calls + @calls, webhooks = api_month.webhooks + @webhooks;
        """;

    private const int Months = 3;

    public async Task LoadAsync(LaneLease lease, MonthlyBudget budget, CancellationToken cancellationToken)
    {
        var (now, rows) = await ReadAsync(lease, cancellationToken);
        var month = budget.MonthOf(now);
        if (rows.Any(row => IsAfter(row, month)))
        {
            await FoldAsync(lease, month, cancellationToken);
            (now, rows) = await ReadAsync(lease, cancellationToken);
        }

        budget.Load(now, rows);
    }

    /// <summary>The platform did not count the call. By the call's id, and once: right even after another replica has taken the account over.</summary>
    public Task GiveBackAsync(Guid callId, CancellationToken cancellationToken) =>
        store.WriteAsync(
            session => session.ExecuteAsync(
                """
                UPDATE api_month SET
                    calls = calls - (SELECT CASE WHEN api IS NULL THEN 0 ELSE 1 END FROM call WHERE call_id = @id),
                    webhooks = webhooks - (SELECT CASE WHEN api IS NULL THEN 1 ELSE 0 END FROM call WHERE call_id = @id)
                WHERE (lane_key, month) = (SELECT lane_key, month FROM call WHERE call_id = @id);
                UPDATE call SET month = NULL WHERE call_id = @id;
                """,
                new { id = callId.ToString() }),
            cancellationToken);

    /// <summary>The first decision of a day by any replica begins its plan; the others take it over from the store.</summary>
    public async Task BeginDayAsync(LaneLease lease, MonthlyBudget budget, CancellationToken cancellationToken)
    {
        var (month, day) = (budget.Month, budget.Day);
        var before = await store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                return await session.FirstOrDefaultAsync<long>(
                    """
                    INSERT INTO api_month (lane_key, month, calls, is_exhausted, plan_day, plan_before) VALUES (@Key, @month, 0, 0, @day, 0)
                    ON CONFLICT (lane_key, month) DO UPDATE SET
                        plan_before = CASE WHEN api_month.plan_day = @day THEN api_month.plan_before ELSE api_month.calls END, plan_day = @day
                    RETURNING plan_before
                    """,
                    new { lease.Key, month, day });
            },
            cancellationToken);
        budget.BeginDay(month, day, before);
    }

    public Task ExhaustAsync(LaneLease lease, string month, CancellationToken cancellationToken) =>
        WriteAsync(
            lease,
            month,
            """
            INSERT INTO api_month (lane_key, month, calls, is_exhausted, exhausted_at) VALUES (@Key, @month, 0, 1, now_ms())
            ON CONFLICT (lane_key, month) DO UPDATE SET is_exhausted = 1, exhausted_at = now_ms()
            """,
            cancellationToken);

    public Task ReopenAsync(LaneLease lease, string month, CancellationToken cancellationToken) =>
        WriteAsync(lease, month, "UPDATE api_month SET is_exhausted = 0, exhausted_at = NULL WHERE lane_key = @Key AND month = @month", cancellationToken);

    // A month that has not begun was written by a clock that ran ahead: its calls belong to the current month.
    private Task FoldAsync(LaneLease lease, string month, CancellationToken cancellationToken) =>
        WriteAsync(
            lease,
            month,
            """
            INSERT INTO api_month (lane_key, month, calls, webhooks, is_exhausted)
            SELECT lane_key, @month, SUM(calls), SUM(webhooks), MAX(is_exhausted) FROM api_month WHERE lane_key = @Key AND month > @month GROUP BY lane_key
            ON CONFLICT (lane_key, month) DO UPDATE SET
                calls = api_month.calls + excluded.calls, webhooks = api_month.webhooks + excluded.webhooks,
                is_exhausted = CASE WHEN excluded.is_exhausted = 1 THEN 1 ELSE api_month.is_exhausted END;
            DELETE FROM api_month WHERE lane_key = @Key AND month > @month;
            """,
            cancellationToken);

    private static bool IsAfter(MonthRow row, string month) => string.CompareOrdinal(row.Month, month) > 0;

    private Task<(DateTimeOffset Now, IReadOnlyList<MonthRow> Rows)> ReadAsync(LaneLease lease, CancellationToken cancellationToken) =>
        store.ReadAsync(
            async session =>
            {
                var now = DateTimeOffset.FromUnixTimeMilliseconds(await session.FirstOrDefaultAsync<long>("SELECT now_ms()"));
                var rows = await session.QueryAsync<MonthRow>(
                    """
                    SELECT month AS Month, calls AS Calls, webhooks AS Webhooks, is_exhausted AS IsExhausted, now_ms() - exhausted_at AS ExhaustedAgoMs,
                        plan_day AS PlanDay, plan_before AS PlanBefore
                    FROM api_month WHERE lane_key = @Key ORDER BY month DESC LIMIT @Months
                    """,
                    new { lease.Key, Months });
                return (now, rows);
            },
            cancellationToken);

    private Task WriteAsync(LaneLease lease, string month, string sql, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                await session.ExecuteAsync(sql, new { lease.Key, month });
            },
            cancellationToken);
}
