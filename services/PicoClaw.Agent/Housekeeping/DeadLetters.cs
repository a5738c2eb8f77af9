using PicoClaw.Agent.Storage;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Housekeeping;

/// <summary>The turns that failed for good. Listing them changes nothing; a replay runs one again.</summary>
internal sealed class DeadLetters([FromKeyedServices(AgentService.Name)] IStore store, [FromKeyedServices(AgentService.Name)] LaneSignal signal)
{
    /// <summary>The oldest first.</summary>
    public Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<DeadLetter>>(
            async session =>
            {
                var failed = await session.QueryAsync<(string Id, string Key, long EndedAt, string Error)>(
                    $"SELECT turn_id, lane_key, ended_at, error FROM turn WHERE status = '{TurnStatus.Failed}' ORDER BY ended_at, turn_id LIMIT @limit",
                    new { limit });
                var letters = new List<DeadLetter>(failed.Count);
                foreach (var (id, key, endedAt, error) in failed)
                {
                    var bodies = await session.QueryAsync<string>("SELECT body FROM mailbox WHERE turn_id = @id ORDER BY sent_at, position", new { id });
                    letters.Add(new DeadLetter(Guid.Parse(id), key, DateTimeOffset.FromUnixTimeMilliseconds(endedAt), error, [.. bodies.Select(TextOf)]));
                }

                return letters;
            },
            cancellationToken);

    /// <summary>Puts the turn back, with all its starts and a new reply; false when there is no such dead letter.</summary>
    public async Task<bool> ReplayAsync(Guid turnId, CancellationToken cancellationToken)
    {
        var key = await store.WriteAsync(
            async session =>
            {
                var key = await session.FirstOrDefaultAsync<string>(
                    $"SELECT lane_key FROM turn WHERE turn_id = @id AND status = '{TurnStatus.Failed}'", new { id = turnId.ToString() });
                if (key is not null)
                {
                    // The lane first, as everywhere: its holder looks for turns with its row locked.
                    await LaneTable.AppendAsync(session, key);
                    await session.ExecuteAsync(
                        $"""
                        UPDATE turn SET
                            status = '{TurnStatus.Pending}', attempts = 0, tools_started = 0, error = NULL, ended_at = NULL,
                            replays = replays + 1, reply_id = NULL, limited_until = NULL
                        WHERE turn_id = @id AND status = '{TurnStatus.Failed}'
                        """,
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

    // A body that this version cannot read is shown as it is stored.
    private static string TextOf(string body) => StoredBody.TryRead(body, AgentJson.Default.MessageReceived, out var message, out _) ? message.Text : body;
}
