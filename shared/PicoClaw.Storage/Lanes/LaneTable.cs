namespace PicoClaw.Storage.Lanes;

/// <summary>The lanes of one service. Claim, renewal and release are compare-and-set updates on the database's clock, so any number of replicas may try.</summary>
public sealed class LaneTable(IStore store, TimeSpan leaseTime)
{
    private readonly long _leaseMs = (long)leaseTime.TotalMilliseconds;

    /// <summary>How long a lease lives after its claim or last renewal.</summary>
    public TimeSpan LeaseTime => leaseTime;

    /// <summary>
    /// Says that the lane has new work and gives out its next <paramref name="count"/> positions, of which it returns the first. Locks the lane until the caller's transaction ends.
    /// </summary>
    public static Task<long> AppendAsync(StoreSession session, string key, int count = 1) =>
        session.FirstOrDefaultAsync<long>(
            """
            INSERT INTO lane (lane_key, lane_id, next_position, version, has_work, owner, token, lease_until)
            VALUES (@key, @id, 1 + @count, 1, 1, NULL, 0, now_ms())
            ON CONFLICT (lane_key) DO UPDATE SET
                next_position = lane.next_position + @count, version = lane.version + 1, has_work = 1,
                lease_until = CASE WHEN lane.has_work = 1 THEN lane.lease_until ELSE now_ms() END
            RETURNING next_position - @count
            """,
            new { key, id = Guid.NewGuid().ToString(), count });

    /// <summary>Fails the caller's transaction unless the lease still stands, and keeps it standing until that transaction ends.</summary>
    public static async Task GuardAsync(StoreSession session, LaneLease lease)
    {
        if (await session.ExecuteAsync("UPDATE lane SET token = token WHERE lane_key = @Key AND token = @Token", lease) == 0)
        {
            throw new LeaseLostException(lease.Key);
        }
    }

    /// <summary>Takes the lane if it has work and nobody's lease is alive.</summary>
    public Task<LaneLease?> TryClaimAsync(string key, string owner, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                var row = await session.FirstOrDefaultAsync<(string LaneId, long Token)>(
                    """
                    UPDATE lane SET owner = @owner, token = token + 1, lease_until = now_ms() + @leaseMs
                    WHERE lane_key = @key AND has_work = 1 AND lease_until <= now_ms()
                    RETURNING lane_id, token
                    """,
                    new { key, owner, leaseMs = _leaseMs });
                return row.LaneId is null ? null : new LaneLease(key, Guid.Parse(row.LaneId), row.Token);
            },
            cancellationToken);

    /// <summary>Lengthens the lease; false when it is no longer ours: taken over, or let go of while this renewal was on its way.</summary>
    public async Task<bool> RenewAsync(LaneLease lease, CancellationToken cancellationToken) =>
        await store.WriteAsync(
            session => session.ExecuteAsync(
                "UPDATE lane SET lease_until = now_ms() + @leaseMs WHERE lane_key = @Key AND token = @Token AND owner IS NOT NULL",
                new { lease.Key, lease.Token, leaseMs = _leaseMs }),
            cancellationToken) == 1;

    /// <summary>What <see cref="ReleaseAsync"/> compares with: read it before looking for work.</summary>
    public Task<long> VersionAsync(LaneLease lease, CancellationToken cancellationToken) =>
        store.ReadAsync(session => session.FirstOrDefaultAsync<long>("SELECT version FROM lane WHERE lane_key = @Key", lease), cancellationToken);

    /// <summary>Lets go of a lane that was found empty; false, with the lease kept, when work arrived since <paramref name="seenVersion"/> was read.</summary>
    public async Task<bool> ReleaseAsync(LaneLease lease, long seenVersion, CancellationToken cancellationToken) =>
        await store.WriteAsync(
            session => session.ExecuteAsync(
                "UPDATE lane SET has_work = 0, owner = NULL, lease_until = 0 WHERE lane_key = @Key AND token = @Token AND version = @seenVersion",
                new { lease.Key, lease.Token, seenVersion }),
            cancellationToken) == 1;

    /// <summary>Lets go of a lane that still has work, so that any replica may take it at once.</summary>
    public Task HandBackAsync(LaneLease lease, CancellationToken cancellationToken) =>
        store.WriteAsync(
            session => session.ExecuteAsync("UPDATE lane SET owner = NULL, lease_until = now_ms() WHERE lane_key = @Key AND token = @Token AND owner IS NOT NULL", lease),
            cancellationToken);

    /// <summary>Lanes with work and no live lease, longest waiting first: since their work came, their lease ran out or they were handed back.</summary>
    public Task<IReadOnlyList<string>> FindWorkAsync(int limit, CancellationToken cancellationToken) =>
        store.ReadAsync(
            session => session.QueryAsync<string>(
                "SELECT lane_key FROM lane WHERE has_work = 1 AND lease_until <= now_ms() ORDER BY lease_until LIMIT @limit", new { limit }),
            cancellationToken);
}
