namespace Benchmarks.Year;

/// <summary>The rows that the services leave of <c>@count</c> answered messages, one for each conversation. The same SQL in both databases.</summary>
internal static class YearRows
{
    private const string Conversations =
        "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < @count)";

    private const string Key = "'dingtalk:corp:cidXXXXXXXXXXXXXXXXXXXXXXXX' || c.n";

    // As long as a UUID.
    private const string Lane = "substr('lane' || c.n || '-----------------------------------', 1, 36)";
    private const string Message = "substr('m' || @step || '-' || c.n || '-----------------------------------', 1, 36)";
    private const string Turn = "substr('t' || @step || '-' || c.n || '-----------------------------------', 1, 36)";
    private const string Reply = "substr('r' || @step || '-' || c.n || '-----------------------------------', 1, 36)";

    /// <summary>Each in a transaction of its own. <c>@at</c> is the instant, <c>@message</c> and <c>@reply</c> are the stored bodies.</summary>
    public static IReadOnlyList<string> Agent { get; } =
    [
        $"""
        INSERT INTO lane (lane_key, lane_id, next_position, version, has_work, owner, token, lease_until)
        {Conversations} SELECT {Key}, {Lane}, 2, 1, 0, NULL, 1, 0 FROM c WHERE 1 = 1
        ON CONFLICT (lane_key) DO UPDATE SET next_position = lane.next_position + 1, version = lane.version + 1, token = lane.token + 1
        """,
        $"""
        INSERT INTO conversation (lane_key, last_sequence, last_history, address, route, heard_at, last_day)
        {Conversations} SELECT {Key}, 1, 2, substr(@message, 1, 160), substr(@message, 1, 260), @at, @at / 86400000 FROM c WHERE 1 = 1
        ON CONFLICT (lane_key) DO UPDATE SET last_sequence = conversation.last_sequence + 1, last_history = conversation.last_history + 2,
            route = excluded.route, heard_at = excluded.heard_at, last_day = excluded.last_day
        """,
        $"""
        INSERT INTO mailbox (message_id, lane_key, position, sent_at, body, turn_id, trace)
        {Conversations} SELECT {Message}, {Key}, @step, @at, @message, {Turn}, substr(@message, 1, 55) FROM c
        """,
        $"""
        INSERT INTO turn (turn_id, lane_key, status, attempts, created_at, ended_at, reply_id)
        {Conversations} SELECT {Turn}, {Key}, 'committed', 1, @at, @at + 1, {Reply} FROM c
        """,
        $"""
        INSERT INTO reply (reply_id, lane_key, sequence, turn_id, body, sent, trace)
        {Conversations} SELECT {Reply}, {Key}, @step, {Turn}, @reply, 1, substr(@message, 1, 55) FROM c
        """,
        History(-1, "user", "@said"),
        History(0, "assistant", "@answer"),
        $"""
        INSERT INTO model_usage (usage_id, lane_key, turn_id, model, input_tokens, output_tokens, latency_ms, cost_nanos, used_at)
        {Conversations} SELECT {Message}, {Key}, {Turn}, 'deepseek-chat', 1000, 200, 2000, 500000, @at FROM c
        """,
    ];

    /// <summary>A tenth of the replies in a hundred fails.</summary>
    public static IReadOnlyList<string> Egress { get; } =
    [
        $"""
        INSERT INTO outbox (delivery_id, lane_key, thread_id, sequence, body, status, parts_sent, throttles, unknowns, via, call_id, not_before,
            created_at, tried_at, ended_at, error, priority, size, digest, route_until, trace)
        {Conversations} SELECT {Reply}, 'dingtalk:corp', {Lane}, @step, @reply, CASE WHEN (c.n + @step) % 1000 = 0 THEN 'failed' ELSE 'sent' END,
            1, 0, 0, 'webhook', {Turn}, 0, @at, @at, @at, CASE WHEN (c.n + @step) % 1000 = 0 THEN substr(@reply, 1, 120) END, 0, 300,
            substr(@reply, 1, 64), @at, substr(@reply, 1, 55)
        FROM c
        """,
        $"""
        INSERT INTO thread (thread_id, next_sequence, last_day) {Conversations} SELECT {Lane}, @step + 1, @at / 86400000 FROM c WHERE 1 = 1
        ON CONFLICT (thread_id) DO UPDATE SET next_sequence = excluded.next_sequence, last_day = excluded.last_day
        """,
        $"""
        INSERT INTO call (call_id, lane_key, api, webhook, thread_id, month, ended_at)
        {Conversations} SELECT {Turn}, 'dingtalk:corp', NULL, substr(@reply, 1, 64), {Lane}, '2027-01', @at FROM c
        """,
    ];

    private static string History(int offset, string role, string text) =>
        $"""
        INSERT INTO history (lane_key, position, role, text, turn_id, said_at, tokens, counted_for)
        {Conversations} SELECT {Key}, @step * 2 + ({offset}), '{role}', {text}, {Turn}, @at, 60, 'o200k_base' FROM c
        """;
}
