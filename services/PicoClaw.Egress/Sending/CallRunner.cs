using PicoClaw.Egress.Accounts;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Merging;
using PicoClaw.Egress.Outbox;
using PicoClaw.Hosting;

namespace PicoClaw.Egress.Sending;

/// <summary>Makes a call that has begun and records what became of it. Nothing here is cancelled with the lane: the outcome would be lost.</summary>
internal sealed class CallRunner(
    RetryPolicy policy,
    OutcomeRecorder recorder,
    CallMeter meter,
    OutageLog outages,
    SendMetrics metrics,
    AnswersInProgress answers,
    ILogger<CallRunner> logger)
{
    /// <param name="lease">The account that sends.</param>
    /// <param name="call">Its permit ends with the answer.</param>
    /// <param name="rows">The open rows of the conversation; the call brings the first of them.</param>
    public async Task<SlotOutcome> RunAsync(AccountLease lease, Call call, IReadOnlyList<OutboxRow> rows)
    {
        using var answer = answers.Begin();
        using var trace = EgressTrace.Send(call);
        SendResult result;
        try
        {
            result = await lease.Account.Channel.SendAsync(call.First.Reply, call.Route, call.First.Part, call.RecipientIds, lease.Calls);
        }
        catch
        {
            // A defect: it may have gone out.
            call.Permit.End(null);
            throw;
        }

        // Before anything is written: the slot's window begins with the answer.
        var rest = call.Permit.End(result);
        metrics.Called(lease.Lane.Key, call.Route, call.Rows.Count, result);
        EgressTrace.Sent(trace, result);
        outages.Note(lease, call, result);
        var outcome = await RecordAsync(lease, call, result, rest, rows);

        // Last: what became of the replies must not depend on it.
        await meter.SettleAsync(lease, call, result, lease.Records);
        return outcome;
    }

    private async Task<SlotOutcome> RecordAsync(AccountLease lease, Call call, SendResult result, TimeSpan rest, IReadOnlyList<OutboxRow> rows)
    {
        // Uploaded, the reply is sent at its next turn.
        if (result is SendResult.RouteClosed or SendResult.QuotaGone or SendResult.NotCalled || (call.Route.IsUpload && result is SendResult.Sent))
        {
            await recorder.PutBackAsync(lease, call);
            return new SlotOutcome.Again();
        }

        var isAlone = call.Rows.Count == 1;
        var changes = call.Batches.SelectMany(batch => batch.Rows.Select(row => (row, Decide(batch, row)))).ToList();
        var first = changes[0].Item2;
        if (result is SendResult.Unknown unknown)
        {
            Log.OutcomeUnknown(logger, call.Rows[0].DeliveryId, call.Id, call.Rows.Count, unknown.Reason, RetryPolicy.Consequence(first));
            metrics.Unknown(lease.Lane.Key, call.Rows.Count);
        }

        await recorder.RecordAsync(lease, call.Id, (result as SendResult.Sent)?.Key, changes);
        SlotOutcome outcome = result switch
        {
            SendResult.Refused or SendResult.Withheld when !isAlone => new SlotOutcome.Again(),
            SendResult.Unknown { IsServerFault: true } when !first.IsEnd => new SlotOutcome.Failed(),
            _ when first.IsEnd => SlotOutcome.After(rows, call.First.Rows.Count),
            _ when first.DelayMs > 0 => new SlotOutcome.Due(TimeSpan.FromMilliseconds(first.DelayMs)),
            _ => new SlotOutcome.More(call.First.First.ToHead()),
        };
        return isAlone ? outcome : outcome with { EndedIds = [.. changes.Where(one => one.Item2.IsEnd).Select(one => one.row.DeliveryId)] };

        // What the platform does not take is not lost in silence: where something can be said in its place, that is sent.
        RowChange Decide(MessageBatch batch, OutboxRow row)
        {
            var change = policy.Decide(result, batch, row, rest, isAlone, call.Route.IsRepeatable);
            return change.Status == OutboxStatus.Failed && (call.Route.IsUpload || result is SendResult.Refused or SendResult.Withheld)
                && lease.Account.Channel.Substitute(batch.Reply, batch.Part) is { } content
                ? RowChange.Instead(row.Read(row.Body!) with { Content = content }, change.Error!)
                : change;
        }
    }
}
