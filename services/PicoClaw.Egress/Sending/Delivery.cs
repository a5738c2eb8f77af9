using PicoClaw.Egress.Budget;
using PicoClaw.Egress.DingTalk;
using PicoClaw.Egress.Markdown;
using PicoClaw.Egress.Outbox;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Sending;

/// <summary>Takes a conversation's turn: what waits of it becomes one call, as soon as there is a permit for it, and what became of the call is written down.</summary>
internal sealed class Delivery(
    OutboxReader reader, OutboxTable outbox, CallMeter meter, Packer packer, Companions companions, DingTalkChannel channel, MarkdownDialect dialect, Judge judge, Ledger ledger,
    OutageLog outages, SendMetrics metrics, TimeProvider time, ILogger<Delivery> logger)
{
    /// <summary>So long before its slot is free a call is written down, so that the commit takes nothing of the slot's time.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(150);

    private const int MostRows = 200;

    public async Task<TurnEnd> SendAsync(Duty duty, Turn turn, CancellationToken cancellationToken)
    {
        var rows = await reader.RowsAsync(duty.Lease, turn.Head.ThreadId, dialect.Limit.Bytes, MostRows, cancellationToken);
        if (rows.Count == 0 || rows[0].Status != "queued")
        {
            return new TurnEnd.Done();
        }

        if (rows[0].DueInMs > 0)
        {
            return new TurnEnd.Due(TimeSpan.FromMilliseconds(rows[0].DueInMs));
        }

        if (judge.GiveUp(rows[0]) is { } reason)
        {
            return await FailAsync(duty, rows, [rows[0]], reason, cancellationToken);
        }

        var (parcel, problem) = await packer.PackAsync(rows, cancellationToken);
        if (parcel is null)
        {
            return await FailAsync(duty, rows, [rows[0]], problem!, cancellationToken);
        }

        var account = duty.Account;
        var pinned = parcel.First.Unknowns > 0 ? Road.Parse(parcel.First.Via) : null;
        if (channel.Choose(parcel.Letter, account.Closed, !account.Budget.IsSpent, pinned) is not { } road)
        {
            return await FailAsync(duty, rows, parcel.Rows, NoRoad(parcel, account.Budget), cancellationToken);
        }

        var scope = channel.ScopeOf(parcel.Letter, road);
        if (!account.Outage.TryEnter(turn.MayProbe, out var isProbe))
        {
            return new TurnEnd.Blocked(scope);
        }

        if (account.Pacer.TryTake(scope, Ahead) is not { } permit)
        {
            account.Outage.Leave(isProbe);
            return new TurnEnd.Blocked(scope);
        }

        if (meter.TryCount(duty, road) is not { } month)
        {
            // Another turn took the last call of the month.
            account.Pacer.GiveBack(permit);
            account.Outage.Leave(isProbe);
            return new TurnEnd.Again();
        }

        var call = new Call(Guid.NewGuid(), road, isProbe, permit, month, [parcel]);

        try
        {
            if (road == Road.User && !isProbe)
            {
                call = call with { Parcels = [parcel, .. await companions.OfAsync(duty, parcel, turn.Others, cancellationToken)] };
            }

            if (!await outbox.BeginAsync(duty.Lease, call.Rows, road.Name, call.Id, scope, month, cancellationToken))
            {
                GiveBack(duty, call);
                await meter.GiveBackAsync(duty, call, duty.Records);
                return new TurnEnd.Again();
            }

            SayGap(parcel.First);
            await UntilAsync(permit.GoAt, cancellationToken);
        }
        catch (Exception exception)
        {
            GiveBack(duty, call);

            // Cancelled or failed, it may have been written down all the same; a lost lease says that it was not.
            if (exception is not LeaseLostException)
            {
                await ledger.PutBackAsync(duty, call);
                await meter.GiveBackAsync(duty, call, duty.Records);
            }

            throw;
        }

        if (!duty.IsLeaseSafe() || !account.Pacer.MayGo(permit) || (account.Outage.IsStopped && !isProbe))
        {
            GiveBack(duty, call);
            await ledger.PutBackAsync(duty, call);
            await meter.GiveBackAsync(duty, call, duty.Records);
            return new TurnEnd.Blocked(scope);
        }

        var waited = turn.BlockedAt is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;
        metrics.Waited(road, waited);
        EgressTrace.Waited(call, time.GetUtcNow() - waited);
        return await CallAsync(duty, call, rows);
    }

    // From here on nothing is cancelled with the lane: the outcome would be forgotten.
    private async Task<TurnEnd> CallAsync(Duty duty, Call call, IReadOnlyList<OutboxRow> rows)
    {
        using var trace = EgressTrace.Send(call);
        var pacer = duty.Account.Pacer;
        SendResult result;
        try
        {
            result = await DingTalkChannel.SendAsync(call.Lead.Letter, call.Road, call.Lead.Letter.Parts[call.Lead.Part], call.UserIds, duty.Calls);
        }
        catch
        {
            // A defect: it may have gone out.
            duty.Account.Outage.Leave(call.IsProbe);
            pacer.End(call.Permit, succeeded: false);
            throw;
        }

        // Before anything is written: the slot's window begins with the answer.
        var rest = TimeSpan.Zero;
        if (result is SendResult.Throttled throttled)
        {
            rest = pacer.EndThrottled(call.Permit, throttled.After, throttled.IsAddressBlocked);
        }
        else
        {
            pacer.End(call.Permit, result is SendResult.Sent);
        }

        metrics.Called(duty.Lease.Key, call, result);
        EgressTrace.Sent(trace, result);
        outages.Note(duty, call, result);
        var end = await RecordAsync(duty, call, result, rest, rows);

        // Last: what became of the replies must not depend on it.
        await meter.SettleAsync(duty, call, result, duty.Records);
        return end;
    }

    private async Task<TurnEnd> RecordAsync(Duty duty, Call call, SendResult result, TimeSpan rest, IReadOnlyList<OutboxRow> rows)
    {
        switch (result)
        {
            case SendResult.RoadClosed:
                duty.Account.Closed.Add(call.Lead.Letter.WebhookKey!);
                await ledger.PutBackAsync(duty, call);
                return new TurnEnd.Again();
            case SendResult.QuotaGone or SendResult.NotCalled:
                await ledger.PutBackAsync(duty, call);
                return new TurnEnd.Again();
            case SendResult.Refused or SendResult.Withheld when call.Rows.Count > 1:
                // For one of them, and the others shall not go with it.
                await ledger.RecordAsync(duty, call.Id, [.. call.Rows.Select(row => (row, RowChange.Alone))]);
                return new TurnEnd.Again();
            case SendResult.Unknown unknown:
                Log.OutcomeUnknown(logger, call.Rows[0].DeliveryId, call.Id, call.Rows.Count, unknown.Reason, Judge.Consequence(judge.Unknown(call.Rows[0], unknown)));
                metrics.Unknown(duty.Lease.Key, call.Rows.Count);
                break;
        }

        var changes = call.Parcels.SelectMany(parcel => parcel.Rows.Select(row => (row, Change(call, parcel, row, result, rest)))).ToList();
        await ledger.RecordAsync(duty, call.Id, changes);

        return result is SendResult.Unknown { IsServerFault: true } && !changes[0].Item2.IsEnd ? new TurnEnd.Failed() : Next(rows, call.Lead, changes[0].Item2);
    }

    private static void GiveBack(Duty duty, Call call)
    {
        duty.Account.Pacer.GiveBack(call.Permit);
        duty.Account.Outage.Leave(call.IsProbe);
    }

    private RowChange Change(Call call, Parcel parcel, OutboxRow row, SendResult result, TimeSpan rest) => result switch
    {
        SendResult.Sent sent => judge.Sent(parcel, sent),
        SendResult.Throttled throttled => judge.Throttle(row, rest, throttled.Reason),
        SendResult.Later later => judge.Postpone(row, later.After, later.Reason).Quietly(),
        SendResult.Busy busy => Judge.Busy(row, busy.After, busy.Reason, isAlone: call.Rows.Count == 1),
        SendResult.Unknown unknown => judge.Unknown(row, unknown),
        SendResult.Refused refused => RowChange.Failed(refused.Reason),
        SendResult.Withheld withheld => RowChange.Failed($"withheld: {withheld.Reason}"),
        _ => RowChange.Queued,
    };

    private async Task<TurnEnd> FailAsync(Duty duty, IReadOnlyList<OutboxRow> rows, IReadOnlyList<OutboxRow> failed, string reason, CancellationToken cancellationToken)
    {
        using var trace = EgressTrace.GiveUp(failed[0]);
        SayGap(failed[0]);
        await ledger.DecideAsync(duty.Lease, [.. failed.Select(row => (row, RowChange.Failed(reason)))], cancellationToken);
        return Next(rows, failed.Count);
    }

    private static TurnEnd Next(IReadOnlyList<OutboxRow> rows, Parcel parcel, RowChange change) => change switch
    {
        { IsEnd: true } => Next(rows, parcel.Rows.Count),
        { DelayMs: > 0 } => new TurnEnd.Due(TimeSpan.FromMilliseconds(change.DelayMs)),
        _ => new TurnEnd.More(parcel.First.ToHead()),
    };

    // What does not follow at once waits for what lies between.
    private static TurnEnd Next(IReadOnlyList<OutboxRow> rows, int done) =>
        rows.Count == done ? new TurnEnd.Done()
        : rows[done].Sequence == rows[done - 1].Sequence + 1 ? new TurnEnd.More(rows[done].ToHead())
        : new TurnEnd.Due(TimeSpan.Zero);

    private static string NoRoad(Parcel parcel, MonthlyBudget budget) =>
        (parcel.First.Unknowns > 0 ? "after a call with an unknown outcome (it may have been delivered) " : "") + NoRoad(parcel.Letter, budget);

    private static string NoRoad(Letter letter, MonthlyBudget budget) =>
        budget.IsSpent && (letter.Target.UserId ?? letter.Target.OpenConversationId) is not null
            ? $"the session has expired, and the API calls of this month are used up (counted here: {budget.Used} of {budget.Limit}); until it ends, or DingTalk takes calls again, only session webhooks are answered"
            : "every road back is closed: the session has expired and the platform told no id to send to";

    // Said once: at its later attempts the reply has been tried on some road.
    private void SayGap(OutboxRow row)
    {
        if (row.AfterGap && row.Via is null)
        {
            Log.GapSkipped(logger, row.ThreadId, row.Sequence);
        }
    }

    private async Task UntilAsync(long timestamp, CancellationToken cancellationToken)
    {
        for (var left = time.GetElapsedTime(time.GetTimestamp(), timestamp); left > TimeSpan.Zero; left = time.GetElapsedTime(time.GetTimestamp(), timestamp))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), time, cancellationToken);
        }
    }
}
