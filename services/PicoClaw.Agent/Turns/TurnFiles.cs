using System.Text.Json;
using PicoClaw.Agent.Storage;
using PicoClaw.Contracts;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Turns;

/// <summary>What tools gave the user in a turn, until the turn ends.</summary>
internal static class TurnFiles
{
    public const int Most = 10;

    /// <summary>False when the turn has as many as it may, or is over. The same file is kept once, however often the transaction runs.</summary>
    public static async Task<bool> AddAsync(StoreSession session, LaneLease lease, Guid turnId, OutboundContent file)
    {
        await LaneTable.GuardAsync(session, lease);
        var of = new { id = turnId.ToString(), content = JsonSerializer.Serialize(file, AgentJson.Default.OutboundContent), Most };
        await session.ExecuteAsync(
            $"""
            INSERT INTO turn_file (turn_id, position, content)
            SELECT turn_id, (SELECT COALESCE(MAX(position), 0) + 1 FROM turn_file WHERE turn_file.turn_id = turn.turn_id), @content
            FROM turn
            WHERE turn_id = @id AND status = '{TurnStatus.Running}'
                AND (SELECT COUNT(*) FROM turn_file WHERE turn_file.turn_id = @id) < @Most
                AND NOT EXISTS (SELECT 1 FROM turn_file WHERE turn_file.turn_id = @id AND content = @content)
            """,
            of);
        return await session.FirstOrDefaultAsync<long>("SELECT COUNT(*) FROM turn_file WHERE turn_id = @id AND content = @content", of) > 0;
    }

    /// <summary>In the order in which they were given.</summary>
    public static async Task<IReadOnlyList<OutboundContent>> ReadAsync(StoreSession session, Guid turnId) =>
    [
        .. (await session.QueryAsync<string>("SELECT content FROM turn_file WHERE turn_id = @id ORDER BY position", new { id = turnId.ToString() }))
            .Select(content => JsonSerializer.Deserialize(content, AgentJson.Default.OutboundContent)!),
    ];

    public static void Remove(SqlBatch batch, Guid turnId) => batch.Add($"DELETE FROM turn_file WHERE turn_id = {turnId.ToString()}");
}
