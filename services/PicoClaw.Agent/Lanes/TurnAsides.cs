using System.Threading.Channels;
using PicoClaw.Agent.Answers;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Turns;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Lanes;

/// <summary>
/// What is said beside a running turn, ahead of its reply: that it takes longer, and why a stop did not end it. One loop commits and sends, so that all of
/// it keeps its order.
/// </summary>
internal sealed class TurnAsides(
    LongTurnNote note, StopAnswers stops, TurnReader reader, ReplySender replies, TimeProvider time, ILogger<TurnAsides> logger)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    /// <summary>Talks until the turn is answered. Never throws. False when something may be committed and unsent: it must go before the turn's reply.</summary>
    /// <param name="hold">The lane.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="stopsWait">Tells that stops wait for an answer.</param>
    /// <param name="answered">The answer is there.</param>
    /// <param name="cancellationToken">The lane's own: whether something is committed must be known before the turn is, so no answer cuts that.</param>
    public async Task<bool> RunAsync(
        LaneHold hold, Turn turn, ChannelReader<bool> stopsWait, CancellationToken answered, CancellationToken cancellationToken)
    {
        var (noteAt, areSent) = (note.DueAt(turn), true);
        try
        {
            while (true)
            {
                await WaitAsync(stopsWait, areSent ? noteAt - time.GetUtcNow() : RetryDelay, answered);
                if (answered.IsCancellationRequested)
                {
                    return areSent;
                }

                if (noteAt <= time.GetUtcNow())
                {
                    noteAt = null;
                    areSent &= !await note.CommitAsync(hold, turn, cancellationToken);
                }

                if (stopsWait.TryRead(out _))
                {
                    areSent &= !await AnswerStopsAsync(hold, turn, cancellationToken);
                }

                areSent = areSent || await replies.TrySendUnsentAsync(hold, answered);
            }
        }
        catch (OperationCanceledException) when (answered.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception)
        {
            Log.AsidesNotSent(logger, turn.Id, exception.Message);
            return false;
        }
    }

    // Most turns end meanwhile, too often for an exception each time.
    private async Task WaitAsync(ChannelReader<bool> stopsWait, TimeSpan? atMost, CancellationToken answered)
    {
        var wait = atMost is { } left ? TimeSpan.FromTicks(Math.Max(0, left.Ticks)) : Timeout.InfiniteTimeSpan;
        using var timer = new CancellationTokenSource(wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, answered);
        Task waiting = stopsWait.WaitToReadAsync(either.Token).AsTask();
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<bool> AnswerStopsAsync(LaneHold hold, Turn turn, CancellationToken cancellationToken)
    {
        var isTold = false;
        foreach (var stop in await stops.FindAsync(hold.Lease.Key, cancellationToken))
        {
            var language = await reader.LanguageAsync(hold, [.. turn.Taken, stop], cancellationToken);
            if (await stops.AnswerAsync(hold.Lease, turn, stop, StopCommand.Sentence(stop.Finding).In(language), cancellationToken))
            {
                Log.StopAnswered(logger, OneLine.Of(stop.Message.Sender.Id), turn.Id, OneLine.Of(hold.Lease.Key));
                isTold = true;
            }
        }

        return isTold;
    }
}
