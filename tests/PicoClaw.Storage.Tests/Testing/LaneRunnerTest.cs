using Microsoft.Extensions.Logging.Abstractions;
using PicoClaw.Storage.Lanes;
using PicoClaw.Tests.Clocks;

namespace PicoClaw.Storage.Tests.Testing;

/// <summary>A lane runner on a real store, with work and a signal that the test controls.</summary>
public abstract class LaneRunnerTest(TestStore test) : IAsyncDisposable
{
    private protected static readonly LaneOptions Options = new() { MaxLanes = 2 };

    private protected RecordingWork Work { get; } = new();

    private protected LaneSignal Signal { get; } = new();

    protected TestStore Test => test;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected IStore Store { get; set; } = null!;

    public async ValueTask DisposeAsync()
    {
        await test.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<LaneRunner> StartAsync(LaneOptions? options = null)
    {
        Store ??= await Test.OpenAsync();
        var runner = new LaneRunner(
            new LaneTable(Store, Options.LeaseTime),
            Work,
            Signal,
            LanePeers.None,
            options ?? Options,
            Test.Time,
            NullLogger<LaneRunner>.Instance);
        await runner.StartAsync(Cancel);
        return runner;
    }

    protected Task AppendAsync(string key) => Store.WriteAsync(session => LaneTable.AppendAsync(session, key), Cancel);

    protected async Task<(long LeaseUntil, bool HasWork)> LaneAsync(string key)
    {
        var (leaseUntil, hasWork) = await Store.ReadAsync(
            session => session.FirstOrDefaultAsync<(long, long)>("SELECT lease_until, has_work FROM lane WHERE lane_key = @key", new { key }), Cancel);
        return (leaseUntil, hasWork == 1);
    }

    protected async Task PrepareAsync(string key)
    {
        Store = await Test.OpenAsync();
        await AppendAsync(key);
    }

    /// <summary>Moves the clock step by step until the runner, on its own threads, has reached the state that the test waits for.</summary>
    protected async Task AdvanceUntilAsync(Func<Task<bool>> reached, TimeSpan step)
    {
        using var limit = TestDeadline.In(TimeSpan.FromMinutes(2));
        while (!await reached())
        {
            Test.Time.Advance(step);
            await Task.Delay(10, limit.Token);
        }
    }
}
