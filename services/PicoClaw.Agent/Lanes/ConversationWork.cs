using PicoClaw.Agent.Turns;
using PicoClaw.Hosting.Reloading;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Lanes;

/// <summary>
/// The work of a conversation's lane: one turn at a time, each committed before its reply is sent; a summary when nobody waits.
/// </summary>
internal sealed class ConversationWork(
    TurnStore turns, TurnRunner runner, ReplySender replies, IdleSummarizer summarizer, LiveSettings settings) : ILaneWork
{
    /// <summary>One turn, so that a conversation that never falls silent does not keep its place from others.</summary>
    public async Task<bool> WorkAsync(LaneHold hold, CancellationToken cancellationToken)
    {
        if (hold.ShouldYield)
        {
            return false;
        }

        using var pinned = settings.Pin();
        if (await turns.StartNextAsync(hold.Lease, cancellationToken) is { } turn)
        {
            return await RunAsync(hold, turn, cancellationToken);
        }

        // Looks again: the replies that kept a turn from its start may be with egress by now.
        if (await replies.SendUnsentAsync(hold, cancellationToken) || await turns.HasMoreAsync(hold.Lease.Key, cancellationToken))
        {
            return false;
        }

        await summarizer.RunAsync(hold, known: null, cancellationToken);
        return !hold.ShouldYield;
    }

    // Its reply is sent from memory: no older one was unsent when the turn was started, nor has the lane another holder. Where what
    // was said beside the turn may be unsent, all is sent from the store, in its order.
    private async Task<bool> RunAsync(LaneHold hold, Turn turn, CancellationToken cancellationToken)
    {
        var ended = await runner.RunAsync(hold, turn, cancellationToken);
        if (ended is { AsidesMayWait: true })
        {
            await replies.SendUnsentAsync(hold, cancellationToken);
            return false;
        }

        if (ended is null
            || !await replies.SendAsync(hold, ended.Reply, cancellationToken)
            || turn.MoreWaits
            || hold.ShouldYield)
        {
            return false;
        }

        await summarizer.RunAsync(hold, ended.Outcome.HistoryAfter(turn.Id), cancellationToken);
        return !hold.ShouldYield;
    }
}
