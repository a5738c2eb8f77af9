using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Conversations;

/// <summary>Holds a conversation: one turn at a time, each committed before its reply is sent; a summary when nobody waits.</summary>
internal sealed class ConversationWork(TurnStore turns, TurnRunner runner, ReplySender replies, Summarizer summarizer) : ILaneWork
{
    /// <summary>One turn, so that a conversation that never falls silent does not keep its place from others.</summary>
    public async Task<bool> WorkAsync(LaneHold hold, CancellationToken cancellationToken)
    {
        // A replica that died may have left replies that were committed but not sent.
        await replies.SendUnsentAsync(hold, cancellationToken);
        if (hold.ShouldYield)
        {
            return false;
        }

        if (await turns.StartNextAsync(hold.Lease, cancellationToken) is { } turn)
        {
            await runner.RunAsync(hold, turn, cancellationToken);
            await replies.SendUnsentAsync(hold, cancellationToken);

            // Looked at here, an empty lane is let go of at once; handed back, it would be claimed again, by whomever, to be found empty.
            if (hold.ShouldYield || await turns.HasMoreAsync(hold.Lease.Key, cancellationToken))
            {
                return false;
            }
        }

        await summarizer.RunAsync(hold, cancellationToken);
        return !hold.ShouldYield;
    }
}
