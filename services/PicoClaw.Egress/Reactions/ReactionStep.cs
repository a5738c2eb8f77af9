using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Reactions;

/// <summary>One call for a reaction.</summary>
/// <param name="Reaction">Which.</param>
/// <param name="IsBack">Takes it back; else it is set.</param>
internal sealed record ReactionStep(Reaction Reaction, bool IsBack)
{
    private static readonly SendRoute Set = new("reaction", CostsApiCall: true);
    private static readonly SendRoute Back = new("reaction-recall", CostsApiCall: true);

    public SendRoute Route => IsBack ? Back : Set;

    /// <summary>Of the lowest class: it takes nothing that a reply could use.</summary>
    public CallScope Scope => new(Route.Name, null, null) { IsLow = true };

    /// <summary>Whether people may see it after that outcome, and it is to be taken back.</summary>
    public bool StandsAfter(SendResult result) => IsBack
        ? result is not (SendResult.Sent or SendResult.Refused or SendResult.Withheld) && Reaction.BackTries + 1 < Reaction.MostBackTries
        : result is SendResult.Sent or SendResult.Unknown;
}
