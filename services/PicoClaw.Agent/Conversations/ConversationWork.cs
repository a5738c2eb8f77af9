using PicoClaw.Agent.Models;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Conversations;

/// <summary>Holds a conversation: one turn at a time, each committed before its reply is sent.</summary>
internal sealed class ConversationWork(TurnStore turns, ReplySender replies, Responder responder, ModelFailures failures, TimeProvider time, ILogger<ConversationWork> logger) : ILaneWork
{
    private const int HistoryLimit = 40;

    /// <summary>One turn, so that a conversation that never falls silent does not keep its place from others.</summary>
    public async Task<bool> WorkAsync(LaneHold hold, CancellationToken cancellationToken)
    {
        // A replica that died may have left replies that were committed but not sent.
        await replies.SendUnsentAsync(hold, cancellationToken);
        if (hold.ShouldYield)
        {
            return false;
        }

        if (await turns.StartNextAsync(hold.Lease, cancellationToken) is not { } turn)
        {
            return true;
        }

        await RunAsync(hold, turn, cancellationToken);
        await replies.SendUnsentAsync(hold, cancellationToken);
        return false;
    }

    private async Task RunAsync(LaneHold hold, Turn turn, CancellationToken cancellationToken)
    {
        IReadOnlyList<HistoryEntry> said = [.. turn.Messages.Select(Transcript.Of)];
        var outcome = await AnswerAsync(hold, turn, said, cancellationToken);
        if (outcome is not null)
        {
            // A failed turn leaves no history: what broke the model would break every later turn too, and a replay says it again.
            IReadOnlyList<HistoryEntry> history = outcome.Error is null ? [.. said, new HistoryEntry(HistoryEntry.Assistant, outcome.Reply)] : [];
            await turns.CommitAsync(hold.Lease, turn, outcome, history, cancellationToken);
        }
    }

    /// <summary>Null when the turn is to be started again.</summary>
    private async Task<TurnOutcome?> AnswerAsync(LaneHold hold, Turn turn, IReadOnlyList<HistoryEntry> said, CancellationToken cancellationToken)
    {
        if (turn.Attempt > Turn.MaxAttempts)
        {
            Log.TurnGivenUp(logger, turn.Id, Turn.MaxAttempts);
            return TurnOutcome.Failed($"started {Turn.MaxAttempts} times and never finished");
        }

        try
        {
            var history = await turns.HistoryAsync(hold.Lease.Key, HistoryLimit, cancellationToken);
            return TurnOutcome.Answered(await responder.AnswerAsync(turn.Conversation, history, said, cancellationToken));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = failures.Describe(exception);
            Log.TurnFailed(logger, turn.Id, turn.Attempt, Turn.MaxAttempts, reason);
            if (turn.Attempt == Turn.MaxAttempts || ModelFailures.IsPermanent(exception))
            {
                return TurnOutcome.Failed(reason);
            }

            await Task.Delay(TimeSpan.FromSeconds(2 * turn.Attempt), time, cancellationToken);
            return null;
        }
    }
}
