using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Conversations;

/// <summary>Cuts long work short when there is a reason to.</summary>
internal sealed class Watch(TimeProvider time)
{
    // What another replica commits is seen by looking; a second is what a user who says stop is promised.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>True, without a result, when <paramref name="isOver"/> cut the work: it is asked at once when something arrives in the lane, else twice a second.</summary>
    public async Task<(bool IsCut, T? Result)> RunAsync<T>(
        LaneHold hold, Func<CancellationToken, Task<T>> work, Func<CancellationToken, Task<bool>> isOver, CancellationToken cancellationToken)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = WatchAsync(hold, isOver, cut, done.Token);
        try
        {
            return (false, await work(cut.Token));
        }
        catch (Exception) when (cut.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Fails where it was not the answer to the question but the question itself that failed.
            await watching;
            return (true, default);
        }
        finally
        {
            await done.CancelAsync();

            // A result in hand is worth more than the look that failed beside it.
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WatchAsync(LaneHold hold, Func<CancellationToken, Task<bool>> isOver, CancellationTokenSource cut, CancellationToken cancellationToken)
    {
        try
        {
            while (!await isOver(cancellationToken))
            {
                await WaitAsync(hold, cancellationToken);
            }

            await cut.CancelAsync();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The work ended first.
        }
        catch
        {
            await cut.CancelAsync();
            throw;
        }
    }

    private Task WaitAsync(LaneHold hold, CancellationToken cancellationToken) =>
        hold.ShouldYield ? Task.Delay(Interval, time, cancellationToken) : hold.WaitAsync(Interval, cancellationToken);
}
