using System.Diagnostics;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Tests.Traces;

namespace PicoClaw.Hosting.Tests.Messaging;

public sealed class IntakeBatcherTests : IAsyncDisposable
{
    private readonly List<IReadOnlyList<int>> _written = [];
    private readonly TaskCompletionSource _begun = new();
    private readonly TaskCompletionSource _go = new();
    private readonly IntakeBatcher<int, string> _batches;

    public IntakeBatcherTests() => _batches = new IntakeBatcher<int, string>(WriteAsync);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _batches.DisposeAsync();

    [Fact]
    public async Task PutAsync_WhileABatchIsWritten_JoinsTheNextInTheOrderOfArrival()
    {
        var first = _batches.PutAsync(1, Cancel);
        await _begun.Task.WaitAsync(Cancel);
        var others = Enumerable.Range(2, 9).Select(number => _batches.PutAsync(number, Cancel)).ToList();
        _go.SetResult();

        (await first).ShouldBe("1");
        (await Task.WhenAll(others)).ShouldBe(["2", "3", "4", "5", "6", "7", "8", "9", "10"]);
        _written.ShouldBe([[1], [2, 3, 4, 5, 6, 7, 8, 9, 10]]);
    }

    [Fact]
    public async Task PutAsync_CallerIsTraced_TheBatchBelongsToNoneOfItsTraces()
    {
        var seen = new TaskCompletionSource<Activity?>();
        await using var batches = new IntakeBatcher<int, int>((numbers, _) =>
        {
            seen.SetResult(Activity.Current);
            return Task.FromResult(numbers);
        });

        await EndedActivities.UnderAsync(() => batches.PutAsync(1, Cancel));

        (await seen.Task).ShouldBeNull();
    }

    [Fact]
    public async Task PutAsync_OneCannotBeWritten_TheOthersAreWrittenInOrderAndItAloneFails()
    {
        var first = _batches.PutAsync(1, Cancel);
        await _begun.Task.WaitAsync(Cancel);
        var (before, bad, after) = (_batches.PutAsync(2, Cancel), _batches.PutAsync(-3, Cancel), _batches.PutAsync(4, Cancel));
        _go.SetResult();
        await first;

        (await Should.ThrowAsync<InvalidOperationException>(bad)).Message.ShouldBe("-3");
        (await before, await after).ShouldBe(("2", "4"));
        _written.ShouldBe([[1], [2], [4]]);
    }

    [Fact]
    public async Task PutAsync_CallerIsGone_ItsMessageIsWrittenAllTheSame()
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var first = _batches.PutAsync(1, gone.Token);
        await _begun.Task.WaitAsync(Cancel);

        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        _go.SetResult();

        (await _batches.PutAsync(2, Cancel)).ShouldBe("2");
        _written.ShouldBe([[1], [2]]);
    }

    [Fact]
    public async Task DisposeAsync_WriteNeverEnds_IsCancelled()
    {
        var batches = new IntakeBatcher<int, string>(async (_, cancel) =>
        {
            await Task.Delay(Timeout.Infinite, cancel);
            return [];
        });
        var put = batches.PutAsync(1, Cancel);

        await batches.DisposeAsync();

        await Should.ThrowAsync<OperationCanceledException>(put);
    }

    private async Task<IReadOnlyList<string>> WriteAsync(IReadOnlyList<int> batch, CancellationToken cancellationToken)
    {
        _begun.TrySetResult();
        await _go.Task.WaitAsync(cancellationToken);
        if (batch.FirstOrDefault(number => number < 0) is < 0 and var bad)
        {
            throw new InvalidOperationException(bad.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        _written.Add(batch);
        return [.. batch.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))];
    }
}
