using PicoClaw.Agent.Turns;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Lanes;

/// <summary>
/// The work of a conversation's lane: one turn at a time, each committed before its reply is sent; a summary when nobody waits.
/// </summary>
internal sealed class ConversationWork(TurnStore turns, TurnRunner runner, ReplySender replies, IdleSummarizer summarizer) : ILaneWork
{
    /// <summary>One turn, so that a conversation that never falls silent does not keep its place from others.</summary>
    public async Task<bool> WorkAsync(LaneHold hold, CancellationToken cancellationToken)
    {
        // A replica that died may have left replies that were committed but not sent.
        if (!await replies.SendUnsentAsync(hold, cancellationToken) || hold.ShouldYield)
        {
            return false;
        }

        if (await turns.StartNextAsync(hold.Lease, cancellationToken) is { } turn)
        {
            await runner.RunAsync(hold, turn, cancellationToken);

            // Checked here, so that an empty lane is released now, not reclaimed for nothing.
            if (!await replies.SendUnsentAsync(hold, cancellationToken) || hold.ShouldYield || await turns.HasMoreAsync(hold.Lease.Key, cancellationToken))
            {
                return false;
            }
        }

        await summarizer.RunAsync(hold, cancellationToken);
        return !hold.ShouldYield;
    }
}
