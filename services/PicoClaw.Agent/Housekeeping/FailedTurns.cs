using PicoClaw.Agent.Storage;
using PicoClaw.Hosting.DeadLetters;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Housekeeping;

/// <summary>The turns that failed for good. Listing them changes nothing; a replay runs one again.</summary>
internal sealed class FailedTurns([FromKeyedServices(AgentService.Name)] IStore store, [FromKeyedServices(AgentService.Name)] LaneSignal signal)
    : IDeadLetterSource
{
    private const string Letters =
        $"""
        SELECT turn_id AS Id, lane_key AS Conversation, ended_at AS EndedAt, attempts AS Attempts, COALESCE(error, 'unknown') AS Error
        FROM turn WHERE status = '{TurnStatus.Failed}'
        """;

    public DeadLetterKind Kind => DeadLetterKind.Turn;

    public async Task<IReadOnlyList<DeadLetter>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        var rows = await store.QueryAsync(
            session => session.QueryAsync<Row>($"{Letters} ORDER BY ended_at DESC, turn_id DESC LIMIT @limit", new { limit }), cancellationToken);
        return [.. rows.Select(row => row.ToLetter())];
    }

    public Task<DeadLetterDetail?> FindAsync(string id, CancellationToken cancellationToken) =>
        store.ReadAsync(
            async session =>
            {
                if (await session.FirstOrDefaultAsync<Row>($"{Letters} AND turn_id = @id", new { id }) is not { } row)
                {
                    return null;
                }

                var bodies = await session.QueryAsync<string>("SELECT body FROM mailbox WHERE turn_id = @id ORDER BY sent_at, position", new { id });
                return new DeadLetterDetail(row.ToLetter(), string.Join('\n', bodies.Select(TextOf)));
            },
            cancellationToken);

    /// <summary>Puts the turn back, with all its starts and a new reply.</summary>
    public async Task<ReplayResult> ReplayAsync(string id, CancellationToken cancellationToken)
    {
        var key = await ChangeAsync(
            id,
            async (session, key) =>
            {
                await LaneTable.AppendAsync(session, key);
                await session.ExecuteAsync(
                    $"""
                    UPDATE turn SET
                        status = '{TurnStatus.Pending}', attempts = 0, tools_started = 0, error = NULL, ended_at = NULL,
                        replays = replays + 1, reply_id = NULL, limited_until = NULL
                    WHERE turn_id = @id AND status = '{TurnStatus.Failed}'
                    """,
                    new { id });
                await session.ExecuteAsync("DELETE FROM lost_start WHERE turn_id = @id", new { id });
            },
            cancellationToken);
        if (key is null)
        {
            return ReplayResult.Gone;
        }

        signal.Wake(key);
        return ReplayResult.Done;
    }

    /// <summary>The turn stays, so that its messages are still known if they come again, but can no longer be replayed.</summary>
    public async Task<bool> PurgeAsync(string id, CancellationToken cancellationToken) =>
        await ChangeAsync(
            id,
            (session, _) => session.ExecuteAsync(
                $"UPDATE turn SET status = '{TurnStatus.Cancelled}' WHERE turn_id = @id AND status = '{TurnStatus.Failed}'", new { id }),
            cancellationToken) is not null;

    // The lane first, as everywhere: its holder looks for turns with its row locked.
    private Task<string?> ChangeAsync(string id, Func<StoreSession, string, Task> change, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                var key = await session.FirstOrDefaultAsync<string>(
                    $"SELECT lane_key FROM turn WHERE turn_id = @id AND status = '{TurnStatus.Failed}'", new { id });
                if (key is not null)
                {
                    await change(session, key);
                }

                return key;
            },
            cancellationToken);

    // A body that this version cannot read is shown as it is stored, but for its secrets.
    private static string TextOf(string body) =>
        StoredBody.TryRead(body, AgentJson.Default.MessageReceived, out var message, out _) ? message.Text : Masked.Of(body);

    private sealed class Row
    {
        public required string Id { get; init; }

        public required string Conversation { get; init; }

        public long EndedAt { get; init; }

        public long Attempts { get; init; }

        public required string Error { get; init; }

        public DeadLetter ToLetter() =>
            new(DeadLetterKind.Turn, Id, DateTimeOffset.FromUnixTimeMilliseconds(EndedAt), Attempts, Conversation, Masked.Of(Error));
    }
}
