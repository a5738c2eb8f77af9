using PicoClaw.Agent.Models.Calls;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Usage;

/// <summary>The calls of models and what each of them took.</summary>
internal sealed class UsageStore([FromKeyedServices(AgentService.Name)] IStore store, TimeProvider time, ILogger<UsageStore> logger)
{
    private const decimal Nanos = 1_000_000_000m;

    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Within the transaction of what the calls were for; no turn: a summary. A call that is stored already stays as it is.
    /// </summary>
    public static void Add(SqlBatch batch, string laneKey, Guid? turnId, CallLog log)
    {
        foreach (var call in log.Calls)
        {
            var latency = (long)call.Latency.TotalMilliseconds;
            var cost = call.Cost is { } known ? (long?)(long)(known * Nanos) : null;
            batch.Add(
                $"""
                INSERT INTO model_usage (usage_id, lane_key, turn_id, model, input_tokens, output_tokens, latency_ms, cost_nanos, used_at)
                VALUES (
                    {call.Id.ToString()}, {laneKey}, {turnId?.ToString()}, {call.Model}, {call.InputTokens}, {call.OutputTokens},
                    {latency}, {cost}, {call.EndedAt.ToUnixTimeMilliseconds()})
                ON CONFLICT (usage_id) DO NOTHING
                """);
        }
    }

    /// <summary>For calls without a commit of their own, as of a start that failed or was cut short. Not worth waiting for.</summary>
    public async Task TryAddAsync(string laneKey, Guid? turnId, CallLog log)
    {
        if (log.Calls.Count == 0)
        {
            return;
        }

        using var deadline = new CancellationTokenSource(WriteTimeout, time);
        try
        {
            await store.ExecuteAsync(
                async session =>
                {
                    var batch = new SqlBatch();
                    Add(batch, laneKey, turnId, log);
                    return await session.ExecuteAsync(batch.Sql, batch.Parameters);
                },
                deadline.Token);
        }
        catch (Exception exception)
        {
            Log.UsageLost(logger, laneKey, log.Calls.Count, OneLine.Of(exception.Message));
        }
    }

    public async Task<UsageTotal> TotalAsync(string laneKey, CancellationToken cancellationToken)
    {
        var (calls, input, output, cost) = await store.QueryAsync(
            session => session.FirstOrDefaultAsync<(long, long, long, long?)>(
                """
                SELECT
                    COUNT(*),
                    CAST(COALESCE(SUM(input_tokens), 0) AS BIGINT),
                    CAST(COALESCE(SUM(output_tokens), 0) AS BIGINT),
                    CAST(SUM(cost_nanos) AS BIGINT)
                FROM model_usage WHERE lane_key = @laneKey
                """,
                new { laneKey }),
            cancellationToken);
        return new UsageTotal(calls, input, output, cost / Nanos);
    }
}
