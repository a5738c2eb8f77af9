using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using PicoClaw.Contracts;
using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Channels.DingTalk;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Pacing;
using PicoClaw.Egress.Scheduling;
using PicoClaw.Egress.Sending;
using PicoClaw.Storage;
using PicoClaw.Storage.Blobs;
using PicoClaw.Storage.Lanes;
using PicoClaw.Tests.Postgres;

namespace PicoClaw.Egress.Tests.Testing;

/// <summary>
/// The service as AddEgress makes it, over a real store, on the test's clock. Its lane runner sleeps until <see cref="StartAsync"/>, so
/// that a test can take each step itself.
/// </summary>
internal sealed class TestEgress : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly TimeProvider _time;
    private bool _running;

    private TestEgress(IHost host, TimeProvider time) => (_host, _time) = (host, time);

    public CallGate Gate => Get<CallGate>();

    public FakeLogCollector Logs => Get<FakeLogCollector>();

    public OutboxTable Outbox => Get<OutboxTable>();

    public IServiceProvider Services => _host.Services;

    public IStore Store => _host.Services.GetRequiredKeyedService<IStore>(EgressService.Name);

    public LaneTable Lanes => _host.Services.GetRequiredKeyedService<LaneTable>(EgressService.Name);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TestEgress> OpenAsync(TestPlace place, TimeProvider time, Uri? dingTalk = null, Action<IHostApplicationBuilder>? configure = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(TestDingTalk.Accounts.SelectMany(account => Settings(account, dingTalk ?? new Uri("http://127.0.0.1:9"))));
        builder.Configuration["Store:Directory"] = place.Path;

        // On a clock that stands still, calls that a test holds back would keep the few places there are.
        builder.Configuration["Egress:Limits:CallsAtOnce"] = $"{CallLimits.MostAtOnce}";
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<Random>(new NoJitter());
        builder.Services.AddFakeLogging();
        builder.Logging.SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<CallGate>();
        builder.Services.AddSingleton<TestBlobs>();
        builder.Services.AddSingleton<IBlobStore>(provider => provider.GetRequiredService<TestBlobs>());
        configure?.Invoke(builder);
        builder.Services.AddEgress();
        if (place.Postgres is { } database)
        {
            await database.EnsureAsync();
            builder.Configuration["Store:Postgres"] = database.Address;
            builder.Services.UseTestClock(EgressService.Name);
        }

        builder.Services.AddHttpClient(DingTalkAccounts.HttpClientName)
            .AddHttpMessageHandler(provider => provider.GetRequiredService<CallGate>().CreateHandler());
        var egress = new TestEgress(builder.Build(), time);
        await egress.Store.MigrateAsync(Cancel);
        return egress;
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async Task StartAsync()
    {
        await _host.StartAsync(Cancel);
        _running = true;
    }

    public Task StopAsync()
    {
        _running = false;
        return _host.StopAsync(Cancel);
    }

    /// <summary>Waits until the stop has reached the runner of the lanes: it looks for no more work.</summary>
    public Task LanesAreStoppingAsync() => Services.GetServices<IHostedService>().OfType<LaneRunner>().Single().ExecuteTask!.WaitAsync(Cancel);

    public async Task PutAsync(params DeliverMessage[] messages)
    {
        foreach (var message in messages)
        {
            await Get<OutboxIntake>().PutAsync(message, Cancel);
        }
    }

    public async Task<LaneLease> ClaimAsync(string account = "main", string channel = "dingtalk") =>
        (await Lanes.TryClaimAsync($"{channel}:{account}", "test", Cancel)).ShouldNotBeNull();

    /// <summary>The first open reply of every conversation, except those that are being sent.</summary>
    public async Task<IReadOnlyList<OutboxRow>> HeadsAsync(LaneLease lease)
    {
        var rows = new List<OutboxRow>();
        foreach (var head in (await new HeadFeed(Get<OutboxReader>(), lease).NextAsync(Cancel)).Where(head => head.IsQueued))
        {
            rows.Add((await Get<OutboxReader>().RowsAsync(lease, head.LaneId, 0, 1, Cancel)).Single());
        }

        return rows;
    }

    public Task BeginAsync(LaneLease lease, OutboxRow row, string via, Guid callId) =>
        Outbox.BeginAsync(lease, [row], via, callId, ScopeOf(row, via), "2026-01", Cancel);

    private static CallScope ScopeOf(OutboxRow row, string via) =>
        via == "webhook" ? new CallScope(null, "w", row.LaneId) : new CallScope(via, null, row.LaneId);

    public Task EndAsync(LaneLease lease, OutboxRow row, RowChange change) => Outbox.DecideAsync(lease, [(row, change)], Cancel);

    /// <summary>Gives every conversation turns while it makes progress. A reply that waits for a permit stays.</summary>
    public async Task SendDueAsync(LaneLease lease)
    {
        foreach (var head in await HeadsAsync(lease))
        {
            await SendAsync(lease, head);
        }
    }

    /// <param name="lease">The lease it is sent under.</param>
    /// <param name="head">The reply whose turn it is.</param>
    /// <param name="processEnd">Cancels the call that is out, too.</param>
    /// <param name="cancellationToken">Cancels the lane.</param>
    public async Task<SlotOutcome> SendAsync(
        LaneLease lease, OutboxRow head, CancellationToken processEnd = default, CancellationToken cancellationToken = default)
    {
        SlotOutcome end = new SlotOutcome.Again();
        while (end is SlotOutcome.More or SlotOutcome.Again or SlotOutcome.Failed)
        {
            end = await AttemptAsync(LeaseOf(lease, isSafe: true, processEnd), head, [], cancellationToken);
        }

        return end;
    }

    /// <summary>One turn of one conversation.</summary>
    /// <param name="lease">The lease it is sent under.</param>
    /// <param name="head">The reply whose turn it is.</param>
    /// <param name="sameContent">First replies of other conversations, offered for the same call.</param>
    /// <param name="isSafe">False: the lease ends too soon for a call.</param>
    public Task<SlotOutcome> AttemptAsync(LaneLease lease, OutboxRow head, IEnumerable<OutboxRow>? sameContent = null, bool isSafe = true) =>
        AttemptAsync(LeaseOf(lease, isSafe), head, sameContent ?? [], Cancel);

    public async Task<OutboxState> StateAsync(DeliverMessage message) =>
        (await Store.ReadAsync(
            session => session.FirstOrDefaultAsync<OutboxState>(
                """
                SELECT status AS Status, parts_sent AS PartsSent, throttles AS Throttles, unknowns AS Unknowns, via AS Via, call_id AS CallId, error AS Error
                FROM outbox WHERE delivery_id = @id
                """,
                new { id = message.Id.ToString() }),
            Cancel)).ShouldNotBeNull();

    public async Task<long> CountAsync(string status) =>
        await Store.ReadAsync(session => session.FirstOrDefaultAsync<long>("SELECT COUNT(*) FROM outbox WHERE status = @status", new { status }), Cancel);

    public Task UntilAsync(string status, params DeliverMessage[] messages) =>
        Wait.UntilAsync(async () =>
        {
            foreach (var message in messages)
            {
                if ((await StateAsync(message)).Status != status)
                {
                    return false;
                }
            }

            return true;
        });

    public IReadOnlyList<FakeLogRecord> LogsOf(int id) => [.. Logs.GetSnapshot().Where(record => record.Id.Id == id)];

    public async ValueTask DisposeAsync()
    {
        if (_running)
        {
            var stop = StopAsync();
            while (_time is FakeTimeProvider clock && await Task.WhenAny(stop, Task.Delay(TimeSpan.FromSeconds(1))) != stop)
            {
                // After a test that failed, the service may wait for its clock.
                clock.Advance(TimeSpan.FromSeconds(10));
            }

            await stop;
        }

        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    private Task<SlotOutcome> AttemptAsync(AccountLease lease, OutboxRow head, IEnumerable<OutboxRow> sameContent, CancellationToken cancellationToken) =>
        Get<Delivery>().SendAsync(lease, new SlotTurn(head.ToHead(), [.. sameContent.Select(other => other.DeliveryId)], MayProbe: true), cancellationToken);

    private AccountLease LeaseOf(LaneLease lease, bool isSafe, CancellationToken processEnd = default) =>
        new(lease, Get<AccountStates>().Of(lease.Key), () => isSafe, processEnd);

    private static IEnumerable<KeyValuePair<string, string?>> Settings(string account, Uri dingTalk) =>
    [
        new($"Accounts:{account}:Channel", "dingtalk"),
        new($"Accounts:{account}:Enabled", "true"),
        new($"Accounts:{account}:ClientId", TestDingTalk.ClientId(account)),
        new($"Accounts:{account}:ClientSecret", TestDingTalk.ClientSecret(account)),
        new($"Accounts:{account}:ApiBase", dingTalk.ToString()),
        new($"Accounts:{account}:OapiBase", dingTalk.ToString()),
    ];
}
