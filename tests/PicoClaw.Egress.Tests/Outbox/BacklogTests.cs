using System.Diagnostics;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Scheduling;
using PicoClaw.Egress.Tests.Testing;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Tests.Outbox;

/// <summary>The cost of the sender's reads must not grow with the backlog.</summary>
public abstract class BacklogTests(bool onPostgres) : IAsyncLifetime
{
    private const int Replies = 200_000;
    private const int Conversations = 1000;
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(100);

    private readonly TestPlace _place = new(onPostgres);
    private TestEgress _egress = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _egress = await TestEgress.OpenAsync(_place, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await _egress.DisposeAsync();
        await _place.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Reading_LongBacklog_CostsWhatAShortOneCosts()
    {
        // The lane's own row.
        await _egress.PutAsync(TestLane.Unreachable(TimeProvider.System).Say("text"));
        await FillAsync(Replies / Conversations, "short");
        var lease = await _egress.ClaimAsync();
        var few = await ReadAsync(lease);
        await FillAsync(Replies, "long");

        // As PostgreSQL does by itself within a minute.
        await _egress.Store.WriteAsync(session => session.ExecuteAsync("ANALYZE outbox"), Cancel);
        var many = await ReadAsync(lease);
        var scan = await FastestAsync(ScanAsync);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"of {Replies / Conversations}: {few.TotalMilliseconds:0.0} ms; of {Replies}: {many.TotalMilliseconds:0.0} ms; "
            + $"all: {scan.TotalMilliseconds:0.0} ms");

        // Sorting all of them takes many times as long as looking at each, also on a slow machine.
        many.ShouldBeLessThan(4 * scan > Quick ? 4 * scan : Quick);
    }

    private Task<TimeSpan> ReadAsync(LaneLease lease) => FastestAsync(async () =>
    {
        var heads = await new HeadFeed(_egress.Get<OutboxReader>(), lease).NextAsync(Cancel);
        var rows = await _egress.Get<OutboxReader>().RowsAsync(lease, heads[^1].LaneId, 12_000, 200, Cancel);
        heads.Count.ShouldBe(200);
        rows.Count.ShouldBeLessThanOrEqualTo(2, "the first, and what begins within the limit");
    });

    private Task ScanAsync() => _egress.Store.ReadAsync(
        session => session.FirstOrDefaultAsync<long>("SELECT COUNT(*) FROM outbox WHERE body LIKE '%hundred%'"), Cancel);

    /// <summary>The fastest of several, so that a busy machine does not decide.</summary>
    private static async Task<TimeSpan> FastestAsync(Func<Task> runAsync)
    {
        var fastest = TimeSpan.MaxValue;
        foreach (var _ in Enumerable.Range(0, 10))
        {
            var stopwatch = Stopwatch.StartNew();
            await runAsync();
            fastest = stopwatch.Elapsed < fastest ? stopwatch.Elapsed : fastest;
        }

        return fastest;
    }

    private Task FillAsync(int rows, string name) => _egress.Store.WriteAsync(
        session => session.ExecuteAsync(
            """
            WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < @rows)
            INSERT INTO outbox (
                delivery_id, lane_key, thread_id, sequence, body, size, priority, status, parts_sent, throttles, unknowns, not_before, created_at)
            SELECT @name || '-' || n, 'dingtalk:main', 'lane-' || (n % @Conversations), @first + n / @Conversations,
                'a body of a hundred characters or so', 12000, 0, 'queued', 0, 0, 0, 0, now_ms()
            FROM number
            """,
            new { rows, name, Conversations, first = name == "short" ? 1 : 2 }),
        Cancel);
}
