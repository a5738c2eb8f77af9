using System.Diagnostics;

namespace Benchmarks.Pipeline;

/// <summary>Many conversations at once, in each of which the next message follows the reply.</summary>
internal static class Saturation
{
    private const int FirstConversation = 1000;

    /// <summary>How many messages were answered within the time, and in how many seconds.</summary>
    public static async Task<(int Messages, double Seconds)> RunAsync(
        DingTalkSide dingTalk, int conversations, TimeSpan warmUp, TimeSpan length, Func<Task> begun, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answered = 0;
        var talks = Enumerable.Range(FirstConversation, conversations).Select(conversation => Task.Run(() => TalkAsync(conversation))).ToList();
        await Task.Delay(warmUp, TimeProvider.System, end.Token);
        await begun();
        var (before, watch) = (Volatile.Read(ref answered), Stopwatch.StartNew());
        await Task.Delay(length, TimeProvider.System, end.Token);
        var result = (Volatile.Read(ref answered) - before, watch.Elapsed.TotalSeconds);
        await end.CancelAsync();
        await Task.WhenAll(talks);
        return result;

        async Task TalkAsync(int conversation)
        {
            try
            {
                while (true)
                {
                    await dingTalk.SayAsync(conversation, end.Token);
                    Interlocked.Increment(ref answered);
                }
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                // The time is up.
            }
        }
    }
}
