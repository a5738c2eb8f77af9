using PicoClaw.Agent.Answers;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Usage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Lanes;

/// <summary>
/// Summarizes a history when it is due and no lane waits: a summary takes a slot in which another conversation could be answered. It is
/// abandoned as soon as a reply would have to wait for it, and made after a later turn.
/// </summary>
internal sealed class IdleSummarizer(
    Summarizer summarizer,
    HistoryStore histories,
    UsageStore usage,
    WorkInterrupter interrupter,
    WaitingWork waiting,
    ModelFailures failures,
    ILogger<IdleSummarizer> logger)
{
    /// <param name="hold">The lane.</param>
    /// <param name="known">The history as the turn that has just ended left it; null: not known, so it is read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(LaneHold hold, ConversationHistory? known, CancellationToken cancellationToken)
    {
        if ((known is not null && !summarizer.IsDue(known)) || await waiting.AnyAsync(hold, cancellationToken))
        {
            return;
        }

        var key = hold.Lease.Key;
        var history = await histories.LoadAsync(key, cancellationToken);
        if (!summarizer.IsDue(history))
        {
            return;
        }

        var calls = new CallLog();
        try
        {
            var (isCut, summary) = await interrupter.RunAsync(
                hold, cancel => summarizer.WriteAsync(history, calls, cancel), cancel => waiting.AnyAsync(hold, cancel), cancellationToken);
            if (!isCut)
            {
                await summarizer.SaveAsync(hold.Lease, history, summary!, calls, cancellationToken);
                return;
            }

            Log.SummaryPutOff(logger, key);
        }
        catch (Exception exception) when (exception is not LeaseLostException && !cancellationToken.IsCancellationRequested)
        {
            Log.SummaryFailed(logger, key, failures.Describe(exception));
        }

        await usage.TryAddAsync(key, null, calls);
    }
}
