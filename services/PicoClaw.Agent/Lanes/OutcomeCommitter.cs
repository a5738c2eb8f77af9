using PicoClaw.Agent.Texts;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Conversations;

/// <summary>
/// Ends a turn in the store. An outcome whose content the store refuses is replaced by one that says so: a turn that cannot end holds up its conversation for ever.
/// </summary>
internal sealed class TurnEnd(TurnStore turns, LanguageChooser languages, ILogger<TurnEnd> logger)
{
    /// <summary>As <see cref="TurnStore.CommitAsync"/>.</summary>
    public async Task<bool> CommitAsync(LaneLease lease, Turn turn, TurnOutcome outcome, CancellationToken cancellationToken)
    {
        try
        {
            return await turns.CommitAsync(lease, turn, outcome, cancellationToken);
        }
        catch (ContentRefusedException exception)
        {
            Log.OutcomeRefused(logger, turn.Id, exception.Message);
            var bare = outcome.WithoutContent(Phrases.Failed.In(languages.Of(turn.Messages)), $"the store refused the outcome: {exception.Message}");
            return await turns.CommitAsync(lease, turn, bare, cancellationToken);
        }
    }
}
