using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Budget;

/// <summary>The monthly count where every replica finds it.</summary>
internal sealed class BudgetTable([FromKeyedServices(EgressService.Name)] IStore store)
{
    /// <summary>For the transaction that says that an API call will be made.</summary>
    public const string CountOne =
        """
        INSERT INTO api_month (lane_key, month, calls, is_exhausted) VALUES (@Key, @month, 1, 0)
        ON CONFLICT (lane_key, month) DO UPDATE SET calls = api_month.calls + 1;
        """;

    public async Task LoadAsync(LaneLease lease, MonthlyBudget budget, CancellationToken cancellationToken)
    {
        var month = budget.Month;
        var (calls, isExhausted) = await store.ReadAsync(
            session => session.FirstOrDefaultAsync<(long Calls, long IsExhausted)>(
                "SELECT calls, is_exhausted FROM api_month WHERE lane_key = @Key AND month = @month", new { lease.Key, month }),
            cancellationToken);
        budget.Load(month, calls, isExhausted != 0);
    }

    public Task ExhaustAsync(LaneLease lease, string month, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await LaneTable.GuardAsync(session, lease);
                await session.ExecuteAsync(
                    """
                    INSERT INTO api_month (lane_key, month, calls, is_exhausted) VALUES (@Key, @month, 0, 1)
                    ON CONFLICT (lane_key, month) DO UPDATE SET is_exhausted = 1
                    """,
                    new { lease.Key, month });
            },
            cancellationToken);
}
