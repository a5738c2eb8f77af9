using System.Diagnostics.CodeAnalysis;
using PicoClaw.Agent.Answers;
using PicoClaw.Agent.Storage;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Turns;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Lanes;

/// <summary>Ends turns in the store. An answer that cannot be committed is kept, so that the model is not asked for it again.</summary>
internal sealed class OutcomeCommitter(TurnStore turns, UncommittedOutcomes uncommitted, LanguageChooser languages, ILogger<OutcomeCommitter> logger)
{
    /// <summary>
    /// As <see cref="TurnStore.CommitAsync"/>; an outcome whose content the store refuses is replaced by one that says so, for a turn that
    /// cannot end blocks its conversation for ever.
    /// </summary>
    public async Task<UnsentReply?> CommitAsync(LaneLease lease, Turn turn, TurnOutcome outcome, CancellationToken cancellationToken)
    {
        try
        {
            return await turns.CommitAsync(lease, turn, outcome, cancellationToken);
        }
        catch (ContentRefusedException exception)
        {
            Log.OutcomeRefused(logger, turn.Id, exception.Message);
            var sentence = outcome.Status == TurnStatus.Cancelled ? Phrases.Stopped : Phrases.Failed;
            var bare = outcome.WithoutContent(sentence.In(languages.Of(turn.Taken)), $"the store refused the outcome: {exception.Message}");
            return await turns.CommitAsync(lease, turn, bare, cancellationToken);
        }
    }

    /// <summary>
    /// The same; when it fails, the outcome is kept for the turn's next start. Waits for the store beyond the lease: the commit succeeds
    /// only if nobody has taken the lane.
    /// </summary>
    public async Task<UnsentReply?> CommitOrKeepAsync(LaneHold hold, Turn turn, TurnOutcome outcome)
    {
        try
        {
            return await CommitAsync(hold.Lease, turn, outcome, hold.Aborted);
        }
        catch
        {
            uncommitted.Keep(turn, outcome);
            throw;
        }
    }

    public bool TryTakeUncommitted(Turn turn, [NotNullWhen(true)] out TurnOutcome? outcome) => uncommitted.TryTake(turn, out outcome);
}
