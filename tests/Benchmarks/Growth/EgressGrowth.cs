using System.Diagnostics;
using System.Globalization;
using Harness.Processes;
using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Contracts;
using PicoClaw.Egress;
using PicoClaw.Egress.Housekeeping;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Scheduling;
using PicoClaw.Storage.Lanes;

namespace Benchmarks.Growth;

/// <summary>An account with an outbox: of each conversation's 100 replies half are sent and half wait.</summary>
internal sealed class EgressGrowth(GrownStore store) : IAsyncDisposable
{
    private const string Account = "dingtalk:bench";
    private const int Page = 200;
    private const int RepliesEach = 100;
    private const int SentEach = 50;
    private const int Expired = 50;

    private LaneLease? _lease;

    public static async Task<EgressGrowth> OpenAsync(Server postgres) =>
        new(await GrownStore.OpenAsync(postgres, "egress", services => services.AddEgress()));

    public IReadOnlyList<Measure> Measures =>
    [
        new("egress: heads of 200 conversations", HeadsAsync),
        new("egress: replies of a conversation", RowsAsync),
        new("egress: intake", IntakeAsync),
        new("egress: retention, 50 old replies", RetentionAsync),
        new("egress: counts for the metrics", CountAsync),
    ];

    /// <summary>Sent as they are in the product, by an update, which leaves its dead rows.</summary>
    public async Task GrowAsync(int from, int to)
    {
        await store.ExecuteAsync(
            $"""
            INSERT INTO outbox (
                delivery_id, lane_key, thread_id, sequence, body, status, parts_sent, throttles, unknowns, not_before, created_at, priority, size)
            SELECT md5('reply ' || c || ' ' || s)::uuid::text, '{Account}', md5('thread ' || c)::uuid::text, s, repeat('x', 600), 'queued',
                0, 0, 0, 0, now_ms() - 3600000 + s, 0, 40
            FROM generate_series(1, {RepliesEach}) AS s, generate_series({from}, {to}) AS c ORDER BY s, c
            """);
        await store.ExecuteAsync(
            $"""
            INSERT INTO thread (thread_id, next_sequence)
            SELECT md5('thread ' || c)::uuid::text, {SentEach + 1} FROM generate_series({from}, {to}) AS c
            """);
        await store.ExecuteAsync(
            $"""
            UPDATE outbox SET status = 'sent', ended_at = now_ms() - 60000 + sequence WHERE status = 'queued' AND sequence <= {SentEach} AND size = 40
            """);
    }

    public Task<long> CountRowsAsync() => store.CountAsync("outbox");

    public Task ExecuteAsync(string sql) => store.ExecuteAsync(sql);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private T Get<T>()
        where T : notnull => store.Services.GetRequiredService<T>();

    private async Task HeadsAsync(int conversation, Stopwatch watch)
    {
        var feed = new HeadFeed(Get<OutboxReader>(), await LeaseAsync());
        watch.Start();
        var heads = await feed.NextAsync(CancellationToken.None);
        watch.Stop();
        if (heads.Count < Page)
        {
            throw new InvalidOperationException($"only {heads.Count} heads");
        }
    }

    private async Task RowsAsync(int conversation, Stopwatch watch)
    {
        var lease = await LeaseAsync();
        var heads = await new HeadFeed(Get<OutboxReader>(), lease).NextAsync(CancellationToken.None);
        var laneId = heads[conversation % heads.Count].LaneId;
        watch.Start();
        await Get<OutboxReader>().RowsAsync(lease, laneId, 20_000, 50, CancellationToken.None);
        watch.Stop();
    }

    private async Task IntakeAsync(int conversation, Stopwatch watch)
    {
        var reply = Reply(conversation);
        watch.Start();
        await Get<OutboxIntake>().PutAsync(reply, CancellationToken.None);
        watch.Stop();
    }

    private async Task RetentionAsync(int conversation, Stopwatch watch)
    {
        await store.ExecuteAsync(
            $"UPDATE outbox SET ended_at = 1 WHERE delivery_id IN (SELECT delivery_id FROM outbox WHERE status = 'sent' AND ended_at > 1 LIMIT {Expired})");
        watch.Start();
        await Get<OutboxCleaner>().CleanAsync(CancellationToken.None);
        watch.Stop();
    }

    private async Task CountAsync(int conversation, Stopwatch watch)
    {
        watch.Start();
        await Get<OutboxCounter>().CountAsync(CancellationToken.None);
        watch.Stop();
    }

    // Nothing but this holds the account, so an old lease reads as well as a new one.
    private async Task<LaneLease> LeaseAsync()
    {
        if (_lease is null)
        {
            await Get<OutboxIntake>().PutAsync(Reply(0), CancellationToken.None);
            _lease = await store.Services.GetRequiredKeyedService<LaneTable>("egress").TryClaimAsync(Account, "growth", CancellationToken.None);
        }

        return _lease!;
    }

    private static DeliverMessage Reply(int conversation) => new()
    {
        Id = Guid.NewGuid(),
        Conversation = new Conversation
        {
            Channel = "dingtalk",
            Account = "bench",
            Id = string.Create(CultureInfo.InvariantCulture, $"cid{conversation:D6}"),
            Kind = ConversationKind.Direct,
        },
        LaneId = Guid.NewGuid(),
        Sequence = 1,
        Content = new MarkdownContent { Text = "Echo: how is the weather in Hangzhou today?" },
        ReplyRoute = new ReplyRoute { Address = "growth" },
        CreatedAt = TimeProvider.System.GetUtcNow(),
    };
}
