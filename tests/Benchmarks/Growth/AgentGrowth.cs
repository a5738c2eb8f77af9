using System.Diagnostics;
using Harness.Processes;
using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Housekeeping;
using PicoClaw.Agent.Intake;
using PicoClaw.Agent.Turns;
using PicoClaw.Contracts;
using PicoClaw.Storage.Lanes;

namespace Benchmarks.Growth;

/// <summary>Conversations of 100 history entries and 20 turns each; in every tenth something waits.</summary>
internal sealed class AgentGrowth(GrownStore store) : IAsyncDisposable
{
    private const int EntriesEach = 100;
    private const int TurnsEach = 20;
    private const int Expired = 50;
    private const int Lanes = 10;

    private static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(2);

    private LaneTable Table => store.Services.GetRequiredKeyedService<LaneTable>("agent");

    public static async Task<AgentGrowth> OpenAsync(Server postgres) =>
        new(await GrownStore.OpenAsync(postgres, "agent", services => services.AddAgent()));

    public IReadOnlyList<Measure> Measures =>
    [
        new("agent: intake", IntakeAsync),
        new("agent: claim", ClaimAsync),
        new("agent: sweep for 10 lanes", SweepAsync),
        new("agent: look after all lanes", MaintainAsync),
        new("agent: start of a turn", StartAsync),
        new("agent: history of a turn", HistoryAsync),
        new("agent: end of a turn", EndAsync),
        new("agent: retention, 50 old turns and entries", RetentionAsync),
        new("agent: counts for the metrics", CountAsync),
    ];

    public async Task GrowAsync(int from, int to)
    {
        const string key = "'dingtalk:bench:cid' || lpad(c::text, 6, '0')";
        const string turn = "md5('turn ' || c || ' ' || s)::uuid::text";
        var turns = $"generate_series(1, {TurnsEach}) AS s, generate_series({from}, {to}) AS c ORDER BY s, c";
        await store.ExecuteAsync(
            $"""
            INSERT INTO lane (lane_key, lane_id, next_position, version, has_work, owner, token, lease_until)
            SELECT {key}, md5('lane ' || c)::uuid::text, {TurnsEach + 1}, {TurnsEach}, CASE WHEN c % 10 = 0 THEN 1 ELSE 0 END, NULL, 1,
                CASE WHEN c % 10 = 0 THEN now_ms() - c ELSE 0 END
            FROM generate_series({from}, {to}) AS c;
            INSERT INTO conversation (lane_key, last_sequence, last_history, address, route, heard_at)
            SELECT {key}, {TurnsEach}, {EntriesEach}, repeat('a', 120), repeat('r', 120), 1 FROM generate_series({from}, {to}) AS c;
            INSERT INTO turn (turn_id, lane_key, status, attempts, created_at, ended_at)
            SELECT {turn}, {key}, 'committed', 1, now_ms() - 3600000 + s, now_ms() - 3500000 + s FROM {turns};
            INSERT INTO mailbox (message_id, lane_key, position, sent_at, body, turn_id)
            SELECT md5('message ' || c || ' ' || s)::uuid::text, {key}, s, now_ms() - 3600000 + s, repeat('x', 600), {turn} FROM {turns};
            INSERT INTO reply (reply_id, lane_key, sequence, turn_id, body, sent)
            SELECT md5('reply ' || c || ' ' || s)::uuid::text, {key}, s, {turn}, repeat('x', 600), 1 FROM {turns};
            INSERT INTO history (lane_key, position, role, text, turn_id, said_at, tokens, counted_for)
            SELECT {key}, p, CASE WHEN p % 2 = 0 THEN 'assistant' ELSE 'user' END, repeat('word ', 20),
                md5('turn ' || c || ' ' || (p + 4) / 5)::uuid::text, now_ms() - 3600000 + p, 20, 'o200k_base'
            FROM generate_series(1, {EntriesEach}) AS p, generate_series({from}, {to}) AS c ORDER BY p, c;
            """);
    }

    public Task<long> CountRowsAsync() => store.CountAsync("history");

    public Task ExecuteAsync(string sql) => store.ExecuteAsync(sql);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private T Get<T>()
        where T : notnull => store.Services.GetRequiredService<T>();

    private async Task IntakeAsync(int conversation, Stopwatch watch)
    {
        var message = Message(conversation);
        watch.Start();
        await Get<Mailbox>().PutAsync(message, CancellationToken.None);
        watch.Stop();
        await EndAllAsync(conversation);
    }

    private async Task ClaimAsync(int conversation, Stopwatch watch)
    {
        await Get<Mailbox>().PutAsync(Message(conversation), CancellationToken.None);
        watch.Start();
        var lease = await Table.TryClaimAsync(Key(conversation), "growth", CancellationToken.None);
        watch.Stop();
        await EndAllAsync(lease!);
    }

    private async Task SweepAsync(int conversation, Stopwatch watch)
    {
        watch.Start();
        await Table.FindWorkAsync(Lanes, CancellationToken.None);
        watch.Stop();
    }

    private async Task MaintainAsync(int conversation, Stopwatch watch)
    {
        watch.Start();
        await Table.CorrectClockAsync(CancellationToken.None);
        await Table.WaitingAsync(CancellationToken.None);
        await Table.StuckAsync(StuckAfter, Lanes, CancellationToken.None);
        watch.Stop();
    }

    private async Task StartAsync(int conversation, Stopwatch watch)
    {
        await Get<Mailbox>().PutAsync(Message(conversation), CancellationToken.None);
        var lease = await Table.TryClaimAsync(Key(conversation), "growth", CancellationToken.None);
        watch.Start();
        var turn = await Get<TurnStore>().StartNextAsync(lease!, CancellationToken.None);
        watch.Stop();
        await Get<TurnStore>().CommitAsync(lease!, turn!, Outcome, CancellationToken.None);
        await EndAllAsync(lease!);
    }

    private async Task HistoryAsync(int conversation, Stopwatch watch)
    {
        watch.Start();
        await Get<HistoryStore>().LoadAsync(Key(conversation), CancellationToken.None);
        watch.Stop();
    }

    private async Task EndAsync(int conversation, Stopwatch watch)
    {
        await Get<Mailbox>().PutAsync(Message(conversation), CancellationToken.None);
        var lease = await Table.TryClaimAsync(Key(conversation), "growth", CancellationToken.None);
        var turn = await Get<TurnStore>().StartNextAsync(lease!, CancellationToken.None);
        watch.Start();
        await Get<TurnStore>().CommitAsync(lease!, turn!, Outcome, CancellationToken.None);
        watch.Stop();
        await EndAllAsync(lease!);
    }

    private async Task RetentionAsync(int conversation, Stopwatch watch)
    {
        await store.ExecuteAsync(
            $"""
            UPDATE turn SET ended_at = 1 WHERE turn_id IN (SELECT turn_id FROM turn WHERE status = 'committed' AND ended_at > 1 LIMIT {Expired});
            UPDATE reply SET sent = 1 WHERE sent = 0;
            UPDATE history SET said_at = 1
            WHERE (lane_key, position) IN (SELECT lane_key, position FROM history WHERE said_at > 1 LIMIT {Expired});
            """);
        watch.Start();
        await Get<Retention>().SweepAsync(CancellationToken.None);
        watch.Stop();
    }

    private async Task CountAsync(int conversation, Stopwatch watch)
    {
        watch.Start();
        await Get<MailboxCounter>().CountAsync(CancellationToken.None);
        watch.Stop();
    }

    private async Task EndAllAsync(int conversation) =>
        await EndAllAsync((await Table.TryClaimAsync(Key(conversation), "growth", CancellationToken.None))!);

    private async Task EndAllAsync(LaneLease lease)
    {
        while (await Get<TurnStore>().StartNextAsync(lease, CancellationToken.None) is { } turn)
        {
            await Get<TurnStore>().CommitAsync(lease, turn, Outcome, CancellationToken.None);
        }

        await Table.ReleaseAsync(lease, await Table.VersionAsync(lease, CancellationToken.None), CancellationToken.None);
    }

    private static TurnOutcome Outcome => TurnOutcome.Answered("Echo: how is the weather in Hangzhou today?");

    private static string Key(int conversation) => $"dingtalk:bench:{Id(conversation)}";

    private static string Id(int conversation) => $"cid{conversation:D6}";

    private static MessageReceived Message(int conversation) => new()
    {
        Id = Guid.NewGuid(),
        PlatformMessageId = "growth",
        Conversation = new Conversation { Channel = "dingtalk", Account = "bench", Id = Id(conversation), Kind = ConversationKind.Direct },
        Sender = new Sender { Id = "user", DisplayName = "Li Lei" },
        Text = "How is the weather in Hangzhou today?",
        SentAt = TimeProvider.System.GetUtcNow(),
        ReceivedAt = TimeProvider.System.GetUtcNow(),
        ReplyRoute = new ReplyRoute { Address = "growth", ExpiresAt = TimeProvider.System.GetUtcNow().AddHours(1) },
    };
}
