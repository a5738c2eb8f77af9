using PicoClaw.Agent.Models;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Conversations;

/// <summary>What models were asked for, call by call.</summary>
internal sealed class UsageStore([FromKeyedServices(AgentService.Name)] IStore store)
{
    private const decimal Nanos = 1_000_000_000m;

    /// <summary>Within the transaction of what the call was for; no turn: a summary.</summary>
    public static Task AddAsync(StoreSession session, string laneKey, Guid? turnId, ModelUsage usage, DateTimeOffset now) =>
        session.ExecuteAsync(
            """
            INSERT INTO model_usage (usage_id, lane_key, turn_id, model, input_tokens, output_tokens, latency_ms, cost_nanos, used_at)
            VALUES (@id, @laneKey, @turnId, @Model, @InputTokens, @OutputTokens, @latency, @cost, @usedAt)
            """,
            new
            {
                id = Guid.CreateVersion7(now).ToString(),
                laneKey,
                turnId = turnId?.ToString(),
                usage.Model,
                usage.InputTokens,
                usage.OutputTokens,
                latency = (long)usage.Latency.TotalMilliseconds,
                cost = usage.Cost is { } cost ? (long?)(long)(cost * Nanos) : null,
                usedAt = now.ToUnixTimeMilliseconds(),
            });

    public async Task<UsageTotal> TotalAsync(string laneKey, CancellationToken cancellationToken)
    {
        var (calls, input, output, cost) = await store.ReadAsync(
            session => session.FirstOrDefaultAsync<(long, long, long, long?)>(
                """
                SELECT COUNT(*), CAST(COALESCE(SUM(input_tokens), 0) AS BIGINT), CAST(COALESCE(SUM(output_tokens), 0) AS BIGINT), CAST(SUM(cost_nanos) AS BIGINT)
                FROM model_usage WHERE lane_key = @laneKey
                """,
                new { laneKey }),
            cancellationToken);
        return new UsageTotal(calls, input, output, cost / Nanos);
    }
}
