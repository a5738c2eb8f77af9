using System.Data;
using System.Text;
using Dapper;
using PicoClaw.Egress.Storage;
using PicoClaw.Storage;

namespace PicoClaw.Egress.Outbox;

/// <summary>The statements that change rows after their call, or without one, and move their conversations on. They fit into one round trip.</summary>
internal sealed class ChangeBatch
{
    private readonly StringBuilder _sql = new();
    private readonly string _firstId;
    private int _updates;

    /// <param name="callId">The call that changes the rows: one for which another call has begun stays as it is. Null: without a call.</param>
    /// <param name="changes">The rows as they were read, each with its change.</param>
    public ChangeBatch(string? callId, IReadOnlyList<(OutboxRow Row, RowChange Change)> changes)
    {
        _firstId = changes[0].Row.DeliveryId;
        Parameters.Add("callId", callId, DbType.String);
        foreach (var group in changes.GroupBy(one => (one.Change, one.Row.Throttles, one.Row.Busies, one.Row.Unknowns), one => one.Row))
        {
            Add(group.Key.Change, [.. group], callId is not null);
        }
    }

    public string Sql => _sql.ToString();

    public DynamicParameters Parameters { get; } = new();

    /// <summary>True when the first row was changed.</summary>
    public async Task<bool> ReadAsync(StoreResults results)
    {
        var isChanged = false;
        for (var update = 0; update < _updates; update++)
        {
            isChanged |= (await results.RowsAsync<string>()).Contains(_firstId);
        }

        return isChanged;
    }

    // The counts are those from before the call plus its own, so that neither a takeover's mark nor a repeated transaction adds to them.
    private void Add(RowChange change, IReadOnlyList<OutboxRow> rows, bool isCall)
    {
        var n = _updates++;
        Parameters.Add($"status{n}", change.Status);
        Parameters.Add($"error{n}", change.Error?.Replace('\0', ' '), DbType.String);
        Parameters.Add($"parts{n}", change.PartsSent, DbType.Int32);
        Parameters.Add($"throttles{n}", change.IsClean ? 0 : rows[0].Throttles + change.Throttles);
        Parameters.Add($"busies{n}", change.IsClean ? 0 : rows[0].Busies + change.Busies);
        Parameters.Add($"unknowns{n}", change.IsClean ? 0 : rows[0].Unknowns + change.Unknowns);
        Parameters.Add($"delay{n}", change.DelayMs);
        Parameters.Add($"alone{n}", change.IsAlone ? 1 : 0);
        Parameters.Add($"end{n}", change.IsEnd ? 1 : 0);
        var ids = InList.Of([.. rows.Select(row => row.DeliveryId)], Parameters, $"row{n}_");
        _sql.Append(
            $"""
            UPDATE outbox SET status = @status{n}, error = @error{n}, parts_sent = COALESCE(@parts{n}, parts_sent),
                throttles = @throttles{n}, busies = @busies{n}, unknowns = @unknowns{n},
                is_alone = CASE WHEN @alone{n} = 1 THEN 1 ELSE is_alone END,
                not_before = CASE WHEN @delay{n} > 0 THEN now_ms() + @delay{n} ELSE not_before END,
                ended_at = CASE WHEN @end{n} = 1 THEN now_ms() ELSE NULL END
            WHERE delivery_id IN {ids} {(isCall ? $"AND call_id = @callId AND status IN {OutboxStatus.Open}" : "")}
            RETURNING delivery_id;

            """);
        if (change.IsEnd)
        {
            AddThreads(n, rows, isCall);
        }
    }

    private void AddThreads(int n, IReadOnlyList<OutboxRow> rows, bool isCall)
    {
        foreach (var (index, thread) in rows.GroupBy(row => row.LaneId).Index())
        {
            var last = thread.MaxBy(row => row.Sequence)!;
            Parameters.Add($"thread{n}_{index}", thread.Key);
            Parameters.Add($"next{n}_{index}", last.Sequence + 1);
            Parameters.Add($"last{n}_{index}", last.DeliveryId);
            _sql.Append(
                $"""
                INSERT INTO thread (thread_id, next_sequence) SELECT @thread{n}_{index}, @next{n}_{index}
                WHERE EXISTS (
                    SELECT 1 FROM outbox WHERE delivery_id = @last{n}_{index} AND ended_at IS NOT NULL {(isCall ? "AND call_id = @callId" : "")})
                ON CONFLICT (thread_id) DO UPDATE SET next_sequence = excluded.next_sequence WHERE thread.next_sequence < excluded.next_sequence;

                """);
        }
    }
}
