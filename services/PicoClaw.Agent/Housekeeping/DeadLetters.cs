using PicoClaw.Agent.Storage;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Conversations;

/// <summary>The turns that failed for good: listing them changes nothing, a replay has one answered after all.</summary>
internal sealed class DeadLetters([FromKeyedServices(AgentService.Name)] IStore store, [FromKeyedServices(AgentService.Name)] LaneSignal signal)
{
    /// <summary>The oldest first.</summary>
    public Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<DeadLetter>>(
            async session =>
            {
                var failed = await session.QueryAsync<(string Id, string Key, long EndedAt, string Error)>(
                    "SELECT turn_id, lane_key, ended_at, error FROM turn WHERE status = 'failed' ORDER BY ended_at, turn_id LIMIT @limit", new { limit });
                var letters = new List<DeadLetter>(failed.Count);
                foreach (var (id, key, endedAt, error) in failed)
                {
                    var bodies = await session.QueryAsync<string>("SELECT body FROM mailbox WHERE turn_id = @id ORDER BY sent_at, position", new { id });
                    letters.Add(new DeadLetter(
                        Guid.Parse(id), key, DateTimeOffset.FromUnixTimeMilliseconds(endedAt), error,
                        [.. bodies.Select(TextOf)]));
                }

                return letters;
            },
            cancellationToken);

    /// <summary>Has the turn run again, with three starts and a reply of its own; false when there is no such dead letter.</summary>
    public async Task<bool> ReplayAsync(Guid turnId, CancellationToken cancellationToken)
    {
        var key = await store.WriteAsync(
            async session =>
            {
                // The lane first, as everywhere: who holds it looks for turns with its row locked.
                var key = await session.FirstOrDefaultAsync<string>("SELECT lane_key FROM turn WHERE turn_id = @id AND status = 'failed'", new { id = turnId.ToString() });
                if (key is not null)
                {
                    await LaneTable.AppendAsync(session, key);
                    await session.ExecuteAsync(
                        "UPDATE turn SET status = 'pending', attempts = 0, tools_started = 0, error = NULL, ended_at = NULL, replays = replays + 1 WHERE turn_id = @id AND status = 'failed'",
                        new { id = turnId.ToString() });
                    await session.ExecuteAsync("DELETE FROM lost_start WHERE turn_id = @id", new { id = turnId.ToString() });
                }

                return key;
            },
            cancellationToken);
        if (key is not null)
        {
            signal.Wake(key);
        }

        return key is not null;
    }

    // A body that this version cannot read is shown as it lies in the store.
    private static string TextOf(string body) => StoredBody.TryRead(body, AgentJson.Default.MessageReceived, out var message, out _) ? message.Text : body;
}
