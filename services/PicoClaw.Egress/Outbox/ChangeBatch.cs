using System.Collections.Concurrent;
using System.Data;
using Dapper;
using PicoClaw.Egress.Storage;
using PicoClaw.Storage;

namespace PicoClaw.Egress.Outbox;

/// <summary>The statements that end a call and change its rows, or change rows without a call, and move their conversations on: one round trip.</summary>
internal sealed class ChangeBatch
{
    private const string EndCall = "UPDATE call SET ended_at = now_ms() WHERE call_id = @callId;\n";

    // Texts of some kilobytes for each message would be most of what a record allocates.
    private static readonly ConcurrentDictionary<(int Number, string Ids, bool IsCall), string> Updates = new();
    private static readonly ConcurrentDictionary<(int Number, int Index, bool IsCall), string> Threads = new();

    private readonly List<string> _statements = [];
    private readonly string _firstId;
    private int _updates;

    /// <param name="callId">The call that changes the rows: one for which another call has begun stays as it is. Null: without a call.</param>
    /// <param name="changes">The rows as they were read, each with its change.</param>
    public ChangeBatch(string? callId, IReadOnlyList<(OutboxRow Row, RowChange Change)> changes)
    {
        _firstId = changes[0].Row.DeliveryId;
        if (callId is not null)
        {
            _statements.Add(EndCall);
            Parameters.Add("callId", callId);
        }

        foreach (var group in changes.GroupBy(one => (one.Change, one.Row.Throttles, one.Row.Busies, one.Row.Unknowns), one => one.Row))
        {
            Add(group.Key.Change, [.. group], callId is not null);
        }
    }

    public string Sql => string.Concat(_statements);

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
        Parameters.Add($"key{n}", change.Key, DbType.String);
        Parameters.Add($"throttles{n}", change.IsClean ? 0 : rows[0].Throttles + change.Throttles);
        Parameters.Add($"busies{n}", change.IsClean ? 0 : rows[0].Busies + change.Busies);
        Parameters.Add($"unknowns{n}", change.IsClean ? 0 : rows[0].Unknowns + change.Unknowns);
        Parameters.Add($"delay{n}", change.DelayMs);
        Parameters.Add($"alone{n}", change.IsAlone ? 1 : 0);
        Parameters.Add($"end{n}", change.IsEnd ? 1 : 0);
        var ids = InList.Of([.. rows.Select(row => row.DeliveryId)], Parameters, $"row{n}_");
        if (change.Replacement is { } replacement)
        {
            AddReplacement(n, ids, new Arrival(replacement, trace: null), isCall);
        }

        _statements.Add(Updates.GetOrAdd((n, ids, isCall), Update));
        if (change.IsEnd)
        {
            AddThreads(n, rows, isCall);
        }
    }

    // It says what went wrong, and is short: its body has its place in the row.
    private void AddReplacement(int n, string ids, Arrival replacement, bool isCall)
    {
        Parameters.Add($"body{n}", replacement.Body);
        Parameters.Add($"size{n}", (long)replacement.Size);
        _statements.Add($"UPDATE outbox SET body = @body{n}, size = @size{n}, digest = NULL WHERE delivery_id IN {ids} {Of(isCall)};\n");
    }

    private void AddThreads(int n, IReadOnlyList<OutboxRow> rows, bool isCall)
    {
        foreach (var (index, thread) in rows.Where(row => row.Sequence != Notice.Sequence).GroupBy(row => row.LaneId).Index())
        {
            var last = thread.MaxBy(row => row.Sequence)!;
            Parameters.Add($"thread{n}_{index}", thread.Key);
            Parameters.Add($"next{n}_{index}", last.Sequence + 1);
            Parameters.Add($"last{n}_{index}", last.DeliveryId);
            _statements.Add(Threads.GetOrAdd((n, index, isCall), MoveOn));
        }
    }

    private static string Update((int Number, string Ids, bool IsCall) of) =>
        $"""
        UPDATE outbox SET status = @status{of.Number}, error = @error{of.Number}, parts_sent = COALESCE(@parts{of.Number}, parts_sent),
            delivery_key = COALESCE(@key{of.Number}, delivery_key),
            throttles = @throttles{of.Number}, busies = @busies{of.Number}, unknowns = @unknowns{of.Number},
            is_alone = CASE WHEN @alone{of.Number} = 1 THEN 1 ELSE is_alone END,
            not_before = CASE WHEN @delay{of.Number} > 0 THEN now_ms() + @delay{of.Number} ELSE not_before END,
            ended_at = CASE WHEN @end{of.Number} = 1 THEN now_ms() ELSE NULL END
        WHERE delivery_id IN {of.Ids} {Of(of.IsCall)}
        RETURNING delivery_id;

        """;

    private static string Of(bool isCall) => isCall ? $"AND call_id = @callId AND status IN {OutboxStatus.Open}" : "";

    // Not where the row was left as it was.
    private static string MoveOn((int Number, int Index, bool IsCall) of) =>
        $"""
        INSERT INTO thread (thread_id, next_sequence, last_day)
        SELECT @thread{of.Number}_{of.Index}, @next{of.Number}_{of.Index}, now_ms() / 86400000
        WHERE EXISTS (
            SELECT 1 FROM outbox
            WHERE delivery_id = @last{of.Number}_{of.Index} AND ended_at IS NOT NULL {(of.IsCall ? "AND call_id = @callId" : "")})
        ON CONFLICT (thread_id) DO UPDATE SET next_sequence = excluded.next_sequence, last_day = excluded.last_day
        WHERE thread.next_sequence < excluded.next_sequence;

        """;
}
