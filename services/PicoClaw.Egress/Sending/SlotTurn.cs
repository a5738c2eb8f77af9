using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Sending;

/// <summary>What a conversation is given when its turn comes.</summary>
/// <param name="Head">Its first open reply.</param>
/// <param name="SameContentIds">Ids of other conversations' first replies that say the same: for the same call if it can take them. Nothing
/// else sends them meanwhile.</param>
/// <param name="MayProbe">False when it was started before the account stopped: another reply is the probe.</param>
/// <param name="BlockedAt">Since when it waits for a permit.</param>
internal sealed record SlotTurn(OutboxHead Head, IReadOnlyList<string> SameContentIds, bool MayProbe, long? BlockedAt = null);
