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
    public static async Task AddAsync(StoreSession session, string laneKey, Guid? turnId, CallLog log)
    {
        foreach (var call in log.Calls)
        {
            await session.ExecuteAsync(
                """
                INSERT INTO model_usage (usage_id, lane_key, turn_id, model, input_tokens, output_tokens, latency_ms, cost_nanos, used_at)
                VALUES (@id, @laneKey, @turnId, @Model, @InputTokens, @OutputTokens, @latency, @cost, @usedAt)
                ON CONFLICT (usage_id) DO NOTHING
                """,
                new
                {
                    id = call.Id.ToString(),
                    laneKey,
                    turnId = turnId?.ToString(),
                    call.Model,
                    call.InputTokens,
                    call.OutputTokens,
                    latency = (long)call.Latency.TotalMilliseconds,
                    cost = call.Cost is { } cost ? (long?)(long)(cost * Nanos) : null,
                    usedAt = call.EndedAt.ToUnixTimeMilliseconds(),
                });
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
            await store.WriteAsync(
                async session =>
                {
                    await AddAsync(session, laneKey, turnId, log);
                    return true;
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
