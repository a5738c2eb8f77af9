using PicoClaw.Egress.Budget;

namespace PicoClaw.Egress.Reactions;

/// <summary>What the reactions of every account need.</summary>
internal sealed record ReactionTools(
    ReactionTable Table, ReactionCaller Caller, ReactionPauses Pauses, BudgetTable Months, TimeProvider Time, ILogger<ReactionWork> Logger);
