using PicoClaw.Storage.Lanes.Monitoring;

namespace PicoClaw.Storage.Lanes;

/// <summary>
/// The lanes of one service. Claim, renewal and release are compare-and-set updates by the database's clock, so any number of replicas may try.
/// </summary>
public sealed class LaneTable(IStore store, TimeSpan leaseTime)
{
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(60);

    private const string LeaseIsValid = "lease is valid";

    private const string Guard =
        $"""
        SELECT share_fence(@Key);
        SELECT require(COUNT(*) = 1, '{LeaseIsValid}') FROM lane WHERE lane_key = @Key AND token = @Token;

        """;

    // By a replica that shows its presence. The time in a query of its own, so that an index can skip the lanes that wait.
    private const string Held = "has_work = 1 AND lease_until > (SELECT now_ms()) AND owner IS NOT NULL AND presence IS NOT NULL";

    private readonly long _leaseMs = (long)leaseTime.TotalMilliseconds;

    /// <summary>Why the store is away, or null while it answers.</summary>
    internal string? Fault => store.Fault;

    /// <summary>How long a lease lives after its claim or last renewal.</summary>
    public TimeSpan LeaseTime => leaseTime;

    /// <summary>
    /// Marks new work in the lane, reserves its next <paramref name="count"/> positions and returns the first.
    /// Locks the lane until the caller's transaction ends.
    /// </summary>
    public static Task<long> AppendAsync(StoreSession session, string key, int count = 1)
    {
        var batch = new SqlBatch();
        Append(batch, key, count);
        return session.FirstOrDefaultAsync<long>(batch.Sql, batch.Parameters);
    }

    /// <summary>The same, together with other statements; its result is the first position.</summary>
    public static void Append(SqlBatch batch, string key, int count) => batch.Add(
        $"""
        INSERT INTO lane (lane_key, lane_id, next_position, version, has_work, owner, token, lease_until)
        VALUES ({key}, {Guid.NewGuid().ToString()}, 1 + {count}, 1, 1, NULL, 0, now_ms())
        ON CONFLICT (lane_key) DO UPDATE SET
            next_position = lane.next_position + {count}, version = lane.version + 1, has_work = 1,
            lease_until = CASE WHEN lane.has_work = 1 THEN lane.lease_until ELSE now_ms() END
        RETURNING next_position - {count}
        """);

    /// <summary>Fails the caller's transaction unless the lease is still valid, and keeps it valid until that transaction ends.</summary>
    /// <exception cref="LeaseLostException">It is not.</exception>
    public static Task GuardAsync(StoreSession session, LaneLease lease) => GuardAsync(session, lease, "", new { }, _ => Task.FromResult(true));

    /// <summary>
    /// The same, with statements of the caller in the same round trip: see <see cref="StoreSession.BatchAsync"/>. They may name the lease's
    /// <c>@Key</c> and <c>@Token</c>.
    /// </summary>
    public static async Task<T> GuardAsync<T>(StoreSession session, LaneLease lease, string sql, object parameters, Func<StoreResults, Task<T>> read)
    {
        try
        {
            return await session.BatchAsync(
                Guard + sql,
                new GuardValues(parameters, lease),
                async results =>
                {
                    await results.FirstOrDefaultAsync<string>();
                    await results.FirstOrDefaultAsync<string>();
                    return await read(results);
                });
        }
        catch (RequirementException exception) when (exception.Requirement == LeaseIsValid)
        {
            throw new LeaseLostException(lease.Key);
        }
    }

    /// <summary>
    /// Waits for the guarded transactions of the lane that are open, and keeps out new ones until the caller's transaction ends: for a change
    /// that the holder must not make at the same time.
    /// </summary>
    public static Task LockAsync(StoreSession session, string key) => session.ExecuteAsync("SELECT take_fence(@key)", new { key });

    /// <summary>
    /// Deletes a lane without work and holder; false when it has one of them. Its next message makes a new one, with a new id. The token begins
    /// anew, so the lane has to be silent for longer than any process could sleep. Keeps out the lane's transactions until the caller's ends.
    /// </summary>
    /// <param name="session">The caller's transaction.</param>
    /// <param name="key">The lane's.</param>
    /// <param name="condition">What else has to hold once the lane is locked, in SQL.</param>
    /// <param name="parameters">Its values, and <c>@key</c>.</param>
    public static async Task<bool> ForgetAsync(StoreSession session, string key, string condition, object parameters)
    {
        await LockAsync(session, key);
        return await session.ExecuteAsync($"DELETE FROM lane WHERE lane_key = @key AND has_work = 0 AND owner IS NULL AND {condition}", parameters) == 1;
    }

    /// <summary>Takes the lane if it has work and no live lease.</summary>
    public Task<LaneLease?> TryClaimAsync(string key, string owner, CancellationToken cancellationToken) =>
        TryClaimAsync(key, owner, presence: null, cancellationToken);

    /// <summary>The same for a replica that shows its <paramref name="presence"/>: see <see cref="FreeAbsentAsync"/>.</summary>
    internal Task<LaneLease?> TryClaimAsync(string key, string owner, long? presence, CancellationToken cancellationToken) =>
        store.ExecuteTransientAsync(
            async session =>
            {
                var row = await session.BatchAsync(
                    """
                    SELECT take_fence(@key);
                    UPDATE lane SET owner = @owner, token = token + 1, lease_until = now_ms() + @leaseMs, lease_ms = @leaseMs,
                        presence = @presence
                    WHERE lane_key = @key AND has_work = 1 AND lease_until <= now_ms()
                    RETURNING lane_id, token, failures, version
                    """,
                    new { key, owner, presence, leaseMs = _leaseMs },
                    async results =>
                    {
                        await results.FirstOrDefaultAsync<string>();
                        return await results.FirstOrDefaultAsync<(string LaneId, long Token, int Failures, long Version)>();
                    });
                return row.LaneId is null
                    ? null
                    : new LaneLease(key, Guid.Parse(row.LaneId), row.Token) { Failures = row.Failures, Version = row.Version };
            },
            cancellationToken);

    /// <summary>Extends the lease; false when it was taken over, or released while this renewal was on its way.</summary>
    public Task<bool> RenewAsync(LaneLease lease, CancellationToken cancellationToken) => RenewAsync(lease, presence: null, cancellationToken);

    /// <summary>The same for a replica that shows its <paramref name="presence"/>.</summary>
    internal async Task<bool> RenewAsync(LaneLease lease, long? presence, CancellationToken cancellationToken) =>
        await store.ExecuteTransientAsync(
            session => session.ExecuteAsync(
                """
                UPDATE lane SET lease_until = now_ms() + @leaseMs, lease_ms = @leaseMs, presence = @presence
                WHERE lane_key = @Key AND token = @Token AND owner IS NOT NULL
                """,
                new { lease.Key, lease.Token, presence, leaseMs = _leaseMs }),
            cancellationToken) == 1;

    /// <summary>The replicas that hold lanes by a presence that is gone.</summary>
    internal Task<IReadOnlyList<long>> AbsentAsync(CancellationToken cancellationToken) =>
        store.QueryAsync(
            session => session.QueryAsync<long>($"SELECT presence FROM (SELECT DISTINCT presence FROM lane WHERE {Held}) AS holder WHERE is_gone(presence)"),
            cancellationToken);

    /// <summary>
    /// Ends the leases of a replica whose presence is still gone. Its lanes are free at once, but as long as nobody has claimed them, it may
    /// come back and renew them.
    /// </summary>
    internal Task<IReadOnlyList<(string Key, string Owner)>> FreeAbsentAsync(long presence, CancellationToken cancellationToken) =>
        store.ExecuteTransientAsync(
            session => session.QueryAsync<(string Key, string Owner)>(
                $"""
                UPDATE lane SET lease_until = now_ms(), presence = NULL
                WHERE presence = @presence AND {Held} AND (SELECT is_gone(@presence))
                RETURNING lane_key, owner
                """,
                new { presence }),
            cancellationToken);

    /// <summary>The version for <see cref="ReleaseAsync"/>: read it before looking for work.</summary>
    public Task<long> VersionAsync(LaneLease lease, CancellationToken cancellationToken) =>
        store.QueryAsync(session => session.FirstOrDefaultAsync<long>("SELECT version FROM lane WHERE lane_key = @Key", lease), cancellationToken);

    /// <summary>Releases an empty lane; false, with the lease kept, when work arrived since <paramref name="seenVersion"/> was read.</summary>
    public async Task<bool> ReleaseAsync(LaneLease lease, long seenVersion, CancellationToken cancellationToken) =>
        await store.ExecuteTransientAsync(
            session => session.ExecuteAsync(
                """
                UPDATE lane SET has_work = 0, owner = NULL, presence = NULL, lease_until = 0, failures = 0, failing_since = NULL
                WHERE lane_key = @Key AND token = @Token AND version = @seenVersion
                """,
                new { lease.Key, lease.Token, seenVersion }),
            cancellationToken) == 1;

    /// <summary>Releases a lane that still has work, so that any replica may take it at once.</summary>
    public Task HandBackAsync(LaneLease lease, CancellationToken cancellationToken) => HandBackAsync(lease, 0, cancellationToken);

    /// <summary>The same, with the number of consecutive failures that the next holder continues from.</summary>
    internal Task HandBackAsync(LaneLease lease, int failures, CancellationToken cancellationToken) =>
        store.ExecuteTransientAsync(
            session => session.ExecuteAsync(
                """
                UPDATE lane SET owner = NULL, presence = NULL, lease_until = now_ms(), failures = @failures,
                    failing_since = CASE WHEN @failures > 0 THEN failing_since ELSE NULL END
                WHERE lane_key = @Key AND token = @Token AND owner IS NOT NULL
                """,
                new { lease.Key, lease.Token, failures }),
            cancellationToken);

    /// <summary>Releases a lane after consecutive failures: no replica takes it before <see cref="RetryDelay"/> is over, whatever arrives meanwhile.</summary>
    internal Task BackOffAsync(LaneLease lease, int failures, CancellationToken cancellationToken) =>
        store.ExecuteTransientAsync(
            session => session.ExecuteAsync(
                """
                UPDATE lane SET owner = NULL, presence = NULL, lease_until = now_ms() + @delayMs, failures = @failures,
                    failing_since = CASE WHEN @failures > 1 AND failing_since <= now_ms() THEN failing_since ELSE now_ms() END
                WHERE lane_key = @Key AND token = @Token AND owner IS NOT NULL
                """,
                new { lease.Key, lease.Token, failures, delayMs = (long)RetryDelay(failures).TotalMilliseconds }),
            cancellationToken);

    internal static TimeSpan RetryDelay(int failures) =>
        TimeSpan.FromSeconds(Math.Min(LongestRetryDelay.TotalSeconds, 1 << Math.Min(failures - 1, 10)));

    /// <summary>
    /// Corrects times written while the clock ran ahead: a lease that ends too late is cut to its length, for its holder may live and renew it;
    /// a lane without a holder is free at once.
    /// </summary>
    internal async Task<int> CorrectClockAsync(CancellationToken cancellationToken) =>
        // The first comparison follows from the second, but only for it an index can skip the lanes that wait.
        await store.ExecuteAsync(
            session => session.ExecuteAsync(
                """
                UPDATE lane SET lease_until = now_ms() + CASE WHEN owner IS NULL THEN 0 ELSE lease_ms END
                WHERE has_work = 1 AND lease_until > (SELECT now_ms())
                    AND lease_until > now_ms() + CASE WHEN owner IS NOT NULL THEN lease_ms WHEN failures > 0 THEN @longestMs ELSE 0 END
                """,
                new { longestMs = (long)LongestRetryDelay.TotalMilliseconds }),
            cancellationToken);

    /// <summary>The lanes that wait for a retry and have failed for at least this long: their number, and those that have failed longest.</summary>
    internal Task<StuckLanes> StuckAsync(TimeSpan atLeast, int limit, CancellationToken cancellationToken) =>
        store.ReadAsync(
            async session =>
            {
                const string stuck = """
                    FROM lane
                    WHERE failing_since IS NOT NULL AND failing_since <= now_ms() - @atLeastMs AND owner IS NULL AND has_work = 1
                    """;
                var parameters = new { atLeastMs = (long)atLeast.TotalMilliseconds, limit };
                var count = await session.FirstOrDefaultAsync<long>($"SELECT COUNT(*) {stuck}", parameters);
                var worst = count == 0
                    ? []
                    : await session.QueryAsync<(string Key, long Failures, long ForMs)>(
                        $"SELECT lane_key, failures, now_ms() - failing_since {stuck} ORDER BY failing_since LIMIT @limit", parameters);
                return new StuckLanes(
                    count, [.. worst.Select(lane => new StuckLane(lane.Key, lane.Failures, TimeSpan.FromMilliseconds(lane.ForMs)))]);
            },
            cancellationToken);

    /// <summary>The number of lanes with work and no live lease, without those that wait for a retry.</summary>
    internal Task<long> WaitingAsync(CancellationToken cancellationToken) =>
        store.QueryAsync(
            session => session.FirstOrDefaultAsync<long>("SELECT COUNT(*) FROM lane WHERE has_work = 1 AND lease_until <= now_ms()"), cancellationToken);

    /// <summary>Lanes with work and no live lease, longest waiting first: since their work came, their lease expired or they were handed back.</summary>
    public Task<IReadOnlyList<string>> FindWorkAsync(int limit, CancellationToken cancellationToken) =>
        store.QueryAsync(
            session => session.QueryAsync<string>(
                "SELECT lane_key FROM lane WHERE has_work = 1 AND lease_until <= now_ms() ORDER BY lease_until LIMIT @limit", new { limit }),
            cancellationToken);
}
