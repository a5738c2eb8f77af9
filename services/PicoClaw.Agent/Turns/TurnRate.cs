using PicoClaw.Agent.Conversations;
using PicoClaw.Hosting.Reloading;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Turns;

/// <summary>Counts the turns of each person, over all conversations and replicas, within the transaction that starts a turn.</summary>
internal sealed class TurnRate(Live<ConversationOptions> options, TimeProvider time)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Counts a turn of these messages for everyone who sent one. Null while one of them is within the rate: the others ride along, as that
    /// takes no turn more.
    /// </summary>
    public async Task<TurnLimit?> CountAsync(StoreSession session, IReadOnlyList<TurnMessage> messages)
    {
        var limit = options.Value.TurnsPerMinute;
        if (limit == 0 || messages.Count == 0)
        {
            return null;
        }

        // In the same order in every replica, so that no two wait for each other.
        List<string> people = [.. messages.Select(taken => PersonKey.Of(taken.Message)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var counts = await AddAsync(session, people);
        if (counts.Any(count => count.Turns <= limit))
        {
            return null;
        }

        var until = DateTimeOffset.FromUnixTimeMilliseconds(counts.Max(count => count.WindowAt)) + Window;
        return new TurnLimit(until, IsTold: !await TellAsync(session, people));
    }

    // A window from the future is that of a clock that was set back since.
    private Task<IReadOnlyList<(long Turns, long WindowAt)>> AddAsync(StoreSession session, IReadOnlyList<string> people)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var (oldest, newest) = (now - (long)Window.TotalMilliseconds + 1, now + (long)Window.TotalMilliseconds);
        var batch = new SqlBatch();
        foreach (var person in people)
        {
            batch.Add(
                $"""
                INSERT INTO turn_rate (person, window_at, turns, told) VALUES ({person}, {now}, 1, 0)
                ON CONFLICT (person) DO UPDATE SET
                    turns = CASE WHEN turn_rate.window_at BETWEEN {oldest} AND {newest} THEN turn_rate.turns + 1 ELSE 1 END,
                    told = CASE WHEN turn_rate.window_at BETWEEN {oldest} AND {newest} THEN turn_rate.told ELSE 0 END,
                    window_at = CASE WHEN turn_rate.window_at BETWEEN {oldest} AND {newest} THEN turn_rate.window_at ELSE {now} END
                RETURNING turns, window_at
                """);
        }

        return session.BatchAsync(batch.Sql, batch.Parameters, results => ReadAsync<(long, long)>(results, people.Count));
    }

    /// <summary>False when all of them had been told.</summary>
    private static async Task<bool> TellAsync(StoreSession session, IReadOnlyList<string> people)
    {
        var batch = new SqlBatch();
        foreach (var person in people)
        {
            batch.Add($"UPDATE turn_rate SET told = 1 WHERE person = {person} AND told = 0 RETURNING 1");
        }

        return (await session.BatchAsync(batch.Sql, batch.Parameters, results => ReadAsync<int>(results, people.Count))).Contains(1);
    }

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(StoreResults results, int count)
        where T : struct
    {
        var values = new List<T>(count);
        for (var i = 0; i < count; i++)
        {
            values.Add(await results.FirstOrDefaultAsync<T>());
        }

        return values;
    }
}
