using PicoClaw.Agent.Answers;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Turns;
using PicoClaw.Hosting.Reloading;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Lanes;

/// <summary>Tells people once that their turn takes longer, and how to stop it.</summary>
internal sealed class LongTurnNote(TurnReader reader, TurnAnnouncer announcer, Live<ConversationOptions> options)
{
    /// <summary>When it is time to tell them; null: never.</summary>
    public DateTimeOffset? DueAt(Turn turn) =>
        options.Value.ProgressAfter is var after && after > 0 && MayTakeLonger(turn) ? turn.StartedAt.AddSeconds(after) : null;

    /// <summary>Commits the note, to be sent; false when the turn is told of already, or over.</summary>
    public async Task<bool> CommitAsync(LaneHold hold, Turn turn, CancellationToken cancellationToken)
    {
        var language = await reader.LanguageAsync(hold, turn.Taken, cancellationToken);
        return await announcer.AnnounceAsync(
            hold.Lease, turn, Phrases.TakesLonger.In(language), ReplyActions.Stop(turn, language), cancellationToken);
    }

    // Commands answer by themselves, nobody waits for a schedule, and the others are over as soon as they are started.
    private static bool MayTakeLonger(Turn turn) =>
        turn is { Command: null, Schedule: null, IsStarted: true, ToolsStarted: false, LimitedUntil: null };
}
