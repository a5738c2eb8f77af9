using Microsoft.Extensions.Logging.Abstractions;
using PicoClaw.Storage.Lanes;
using PicoClaw.Storage.Tests.Testing;

namespace PicoClaw.Storage.Tests.Lanes;

public sealed class LaneRunnerStartTests
{
    [Fact(Timeout = 180_000)]
    public async Task Stop_NeverStarted_AsksNothingOfTheStore()
    {
        // The store kept the process from starting.
        var store = new UnusableStore();
        var options = new LaneOptions { MaxLanes = 1, StopGrace = TimeSpan.FromSeconds(3) };
        using var runner = new LaneRunner(
            new LaneTable(store, options.LeaseTime),
            new RecordingWork(),
            new LaneSignal(),
            LanePeers.None,
            options,
            TimeProvider.System,
            NullLogger<LaneRunner>.Instance);

        await runner.StopAsync(TestContext.Current.CancellationToken);

        store.Asked.ShouldBe(0);
    }

    private sealed class UnusableStore : IStore
    {
        public int Asked { get; private set; }

        public string? Fault => null;

        public Task MigrateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<T> WriteAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) => Never<T>();

        public Task<T> ExecuteAsync<T>(Func<StoreSession, Task<T>> command, CancellationToken cancellationToken) => Never<T>();

        public Task<T> ReadAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) => Never<T>();

        public Task<T> QueryAsync<T>(Func<StoreSession, Task<T>> statement, CancellationToken cancellationToken) => Never<T>();

        private Task<T> Never<T>()
        {
            Asked++;
            throw new IOException("no such folder");
        }
    }
}
