using DingTalk.Stream.OpenApi;
using PicoClaw.Egress.Budget;
using PicoClaw.Egress.DingTalk;
using PicoClaw.Egress.Markdown;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Pacing;

namespace PicoClaw.Egress.Sending;

/// <summary>Takes a conversation's turn: what waits of it becomes one call, as soon as there is a permit for it, and what became of the call is written down.</summary>
internal sealed class Delivery(
    OutboxReader reader, OutboxTable outbox, CallMeter meter, Packer packer, Companions companions, DingTalkChannel channel, MarkdownDialect dialect, Judge judge, Ledger ledger,
    SendMetrics metrics, TimeProvider time, ILogger<Delivery> logger)
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
        if ((pinned ?? channel.Choose(parcel.Letter, account.Closed, !account.Budget.IsSpent)) is not { } road)
        {
            return await FailAsync(duty, rows, parcel.Rows, NoRoad(parcel.Letter, account.Budget), cancellationToken);
        }

        var scope = channel.ScopeOf(parcel.Letter, road);
        if (account.Pacer.TryTake(scope, Ahead) is not { } permit)
        {
            return new TurnEnd.Blocked(scope);
        }

        if (meter.TryCount(duty, road) is not { } month)
        {
            // Another turn took the last call; a reply that may take no other way would ask for ever.
            account.Pacer.GiveBack(permit);
            return pinned is null ? new TurnEnd.Again() : await FailAsync(duty, rows, parcel.Rows, NoRoad(parcel.Letter, account.Budget), cancellationToken);
        }

        var call = new Call(Guid.NewGuid(), road, pinned is not null, permit, month, [parcel]);
        try
        {
            if (road == Road.User)
            {
                call = call with { Parcels = [parcel, .. await companions.OfAsync(duty, parcel, turn.Others, cancellationToken)] };
            }

            await outbox.BeginAsync(duty.Lease, call.Rows, road.Name, call.Id, scope, month, cancellationToken);
            SayGap(parcel.First);
            await UntilAsync(permit.GoAt, cancellationToken);
        }
        catch
        {
            account.Pacer.GiveBack(permit);
            throw;
        }

        if (!duty.IsLeaseSafe() || !account.Pacer.MayGo(permit))
        {
            account.Pacer.GiveBack(permit);
            await meter.GiveBackAsync(duty, call, cancellationToken);
            await outbox.EndAsync(duty.Lease, call.Id, Unchanged(call), cancellationToken);
            return new TurnEnd.Blocked(scope);
        }

        metrics.Waited(road, turn.BlockedAt is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero);
        return await CallAsync(duty, call, rows, cancellationToken);
    }

    private async Task<TurnEnd> CallAsync(Duty duty, Call call, IReadOnlyList<OutboxRow> rows, CancellationToken cancellationToken)
    {
        var pacer = duty.Account.Pacer;
        SendResult result;
        try
        {
            result = await DingTalkChannel.SendAsync(call.Lead.Letter, call.Road, call.Lead.Letter.Parts[call.Lead.Part], call.UserIds, cancellationToken);
        }
        catch
        {
            // Cancelled: it may have gone out.
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

        metrics.Called(call, result);
        var end = await RecordAsync(duty, call, result, rest, rows, cancellationToken);

        // Last: what became of the replies must not depend on it.
        await meter.SettleAsync(duty, call, result, cancellationToken);
        return end;
    }

    private async Task<TurnEnd> RecordAsync(Duty duty, Call call, SendResult result, TimeSpan rest, IReadOnlyList<OutboxRow> rows, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case SendResult.RoadClosed when !call.IsPinned:
                duty.Account.Closed.Add(call.Lead.Letter.WebhookKey!);
                await outbox.EndAsync(duty.Lease, call.Id, Unchanged(call), cancellationToken);
                return new TurnEnd.Again();
            case SendResult.QuotaGone:
                await outbox.EndAsync(duty.Lease, call.Id, Unchanged(call), cancellationToken);
                return new TurnEnd.Again();
            case SendResult.Refused or SendResult.Withheld when call.Rows.Count > 1:
                // For one of them, and the others shall not go with it.
                await outbox.EndAsync(duty.Lease, call.Id, [.. call.Rows.Select(row => (row, RowChange.Alone))], cancellationToken);
                return new TurnEnd.Again();
            case SendResult.Unknown unknown:
                foreach (var row in call.Rows)
                {
                    Log.OutcomeUnknown(logger, row.DeliveryId, call.Id, unknown.Reason);
                }

                break;
        }

        var changes = call.Parcels.SelectMany(parcel => parcel.Rows.Select(row => (row, Change(call, parcel, row, result, rest)))).ToList();
        await ledger.EndAsync(duty.Lease, call.Id, changes, cancellationToken);
        return Next(rows, call.Lead, changes[0].Item2);
    }

    private static IReadOnlyList<(OutboxRow Row, RowChange Change)> Unchanged(Call call) => [.. call.Rows.Select(row => (row, RowChange.Queued))];

    private RowChange Change(Call call, Parcel parcel, OutboxRow row, SendResult result, TimeSpan rest) => result switch
    {
        SendResult.Sent sent => judge.Sent(parcel, sent),
        SendResult.Throttled throttled => judge.Throttle(row, rest, throttled.Reason),
        SendResult.Later later => judge.Postpone(row, later.After, later.Reason),
        SendResult.Busy busy => Judge.Busy(row, busy.After, busy.Reason, isAlone: call.Rows.Count == 1),
        SendResult.Unknown unknown => judge.Unknown(row, unknown.Reason),
        SendResult.Refused refused => RowChange.Failed(refused.Reason),
        SendResult.Withheld withheld => RowChange.Failed($"withheld: {withheld.Reason}"),
        _ => RowChange.Failed("the session expired after a call with an unknown outcome, and no other road may repeat that call"),
    };

    private async Task<TurnEnd> FailAsync(Duty duty, IReadOnlyList<OutboxRow> rows, IReadOnlyList<OutboxRow> failed, string reason, CancellationToken cancellationToken)
    {
        SayGap(failed[0]);
        await ledger.EndAsync(duty.Lease, null, [.. failed.Select(row => (row, RowChange.Failed(reason)))], cancellationToken);
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
