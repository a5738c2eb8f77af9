using PicoClaw.Agent.Answers;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Turns;
using PicoClaw.Hosting.Reloading;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Lanes;

/// <summary>Tells people once that their turn takes longer, and how to stop it.</summary>
internal sealed class LongTurnNote(
    TurnReader reader,
    TurnAnnouncer announcer,
    ReplySender replies,
    Live<ConversationOptions> options,
    TimeProvider time,
    ILogger<LongTurnNote> logger)
{
    /// <summary>
    /// Waits beside the turn until it takes longer. Never throws. False when the note may be committed and unsent: it must go before the turn's reply.
    /// </summary>
    /// <param name="hold">The lane.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="answered">The answer is there.</param>
    /// <param name="cancellationToken">The lane's own: whether the note is committed must be known before the turn is, so the answer does not cut that.</param>
    public async Task<bool> RunAsync(LaneHold hold, Turn turn, CancellationToken answered, CancellationToken cancellationToken)
    {
        var after = options.Value.ProgressAfter;
        if (after == 0 || !MayTakeLonger(turn))
        {
            return true;
        }

        var wait = turn.StartedAt.AddSeconds(after) - time.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, answered).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return answered.IsCancellationRequested || await TellAsync(hold, turn, answered, cancellationToken);
    }

    // Commands answer by themselves, nobody waits for a schedule, and the others are over as soon as they are started.
    private static bool MayTakeLonger(Turn turn) =>
        turn is { Command: null, Schedule: null, IsStarted: true, ToolsStarted: false, LimitedUntil: null };

    private async Task<bool> TellAsync(LaneHold hold, Turn turn, CancellationToken answered, CancellationToken cancellationToken)
    {
        try
        {
            var language = await reader.LanguageAsync(hold, turn, cancellationToken);
            var note = await announcer.AnnounceAsync(
                hold.Lease, turn, Phrases.TakesLonger.In(language), ReplyActions.Stop(turn, language), cancellationToken);
            return note is null || await replies.TrySendAsync(note, answered);
        }
        catch (OperationCanceledException) when (answered.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception)
        {
            Log.NoteNotSent(logger, turn.Id, exception.Message);
            return false;
        }
    }
}
