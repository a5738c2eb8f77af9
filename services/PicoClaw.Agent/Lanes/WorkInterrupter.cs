using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Lanes;

/// <summary>Cuts long work short once a condition holds.</summary>
internal sealed class WorkInterrupter(TimeProvider time)
{
    // What another replica commits is only found by polling, and a user who says stop is promised a second.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// True, without a result, when <paramref name="isOver"/> cut the work. It is asked as soon as something arrives in the lane, and twice
    /// a second, but not at once: the caller has just looked.
    /// </summary>
    public async Task<(bool IsCut, T? Result)> RunAsync<T>(
        LaneHold hold, Func<CancellationToken, Task<T>> work, Func<CancellationToken, Task<bool>> isOver, CancellationToken cancellationToken)
    {
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var polling = PollAsync(hold, isOver, cut, done.Token);
        try
        {
            return (false, await work(cut.Token));
        }
        catch (Exception) when (cut.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Throws when the work was cut because asking failed.
            await polling;
            return (true, default);
        }
        finally
        {
            await done.CancelAsync();

            // A result counts more than a poll that failed beside it.
            await polling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PollAsync(LaneHold hold, Func<CancellationToken, Task<bool>> isOver, CancellationTokenSource cut, CancellationToken cancellationToken)
    {
        try
        {
            do
            {
                // Most work ends during a wait, too often for an exception each time.
                await WaitAsync(hold, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (cancellationToken.IsCancellationRequested)
                {
                    return;
                }
            }
            while (!await isOver(cancellationToken));

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
