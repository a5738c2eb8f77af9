using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Hosting.Reloading;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent.Answers;

/// <summary>Replaces what was said long ago by a summary.</summary>
internal sealed class Summarizer(
    Responder responder,
    HistoryStore histories,
    SummaryPrompt prompt,
    ModelFailures failures,
    Live<ConversationOptions> options,
    TimeProvider time,
    ILogger<Summarizer> logger)
{
    public bool IsDue(ConversationHistory history) => prompt.IsDue(history);

    /// <summary>The summary of all but the newest entries.</summary>
    public Task<string> WriteAsync(ConversationHistory history, CallLog calls, CancellationToken cancellationToken) =>
        WriteAsync(history, SummaryPrompt.Cut(history), calls, cancellationToken);

    /// <summary>Replaces the summarized entries by the summary.</summary>
    public Task SaveAsync(LaneLease lease, ConversationHistory history, string summary, CallLog calls, CancellationToken cancellationToken) =>
        histories.CompactAsync(lease, history.Entries[SummaryPrompt.Cut(history) - 1].Position, summary, calls, cancellationToken);

    /// <summary>
    /// Shortens a history that is too long for the model, here and now: by a summary, or when that fails too by leaving out the oldest.
    /// </summary>
    public async Task<ConversationHistory> CompactAsync(LaneLease lease, ConversationHistory history, CancellationToken cancellationToken)
    {
        var cut = SummaryPrompt.Cut(history) is > 0 and var some ? some : history.Entries.Count;
        if (cut == 0)
        {
            return history;
        }

        Log.Compacting(logger, lease.Key);
        var calls = new CallLog();
        string? summary = null;
        try
        {
            summary = await WriteAsync(history, cut, calls, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.SummaryFailed(logger, lease.Key, failures.Describe(exception));
        }

        await histories.CompactAsync(lease, history.Entries[cut - 1].Position, summary, calls, cancellationToken);
        return await histories.LoadAsync(lease.Key, cancellationToken);
    }

    private async Task<string> WriteAsync(ConversationHistory history, int cut, CallLog calls, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(TimeSpan.FromSeconds(options.Value.TurnTimeout), time, cancellationToken);
        return await responder.SummarizeAsync(prompt.Build(history, cut), history.Model, calls, limit.Token);
    }
}
