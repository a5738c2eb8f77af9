using System.Data.Common;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace PicoClaw.Storage.Tests;

public sealed class StoreRetryTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger _logger = new();
    private readonly StoreRetry _retry;

    public StoreRetryTests() => _retry = new("the store", _ => true, exception => exception.Message, _time, _logger);

    private IEnumerable<string> Logged => _logger.Collector.GetSnapshot().Select(record => record.Message);

    [Fact]
    public async Task Write_BeganBeforeTheOutageAndSucceeds_DoesNotEndIt()
    {
        var early = new TaskCompletionSource<int>();
        var earlyWrite = Write(_ => early.Task);
        var late = Write(attempt => attempt == 0 ? throw new Away() : Task.FromResult(2));

        early.SetResult(1);

        (await earlyWrite).ShouldBe(1);
        _retry.Fault.ShouldBe("away");
        Logged.ShouldHaveSingleItem();
        _time.Advance(TimeSpan.FromSeconds(1));
        (await late).ShouldBe(2);
        _retry.Fault.ShouldBeNull();
        Logged.Count().ShouldBe(2);
    }

    [Fact]
    public async Task Write_BeganBeforeTheStoreWasBackAndFails_BeginsNoOutage()
    {
        var early = new TaskCompletionSource<int>();
        var first = Write(attempt => attempt == 0 ? throw new Away() : Task.FromResult(1));
        var second = Write(attempt => attempt == 0 ? early.Task : Task.FromResult(2));
        _time.Advance(TimeSpan.FromSeconds(1));
        (await first).ShouldBe(1);

        early.SetException(new Away());

        _retry.Fault.ShouldBeNull();
        Logged.Count().ShouldBe(2);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await second).ShouldBe(2);
    }

    private Task<int> Write(Func<int, Task<int>> work)
    {
        var attempts = 0;
        return _retry.WriteAsync(() => work(attempts++), TestContext.Current.CancellationToken);
    }

    private sealed class Away() : DbException("away");
}
