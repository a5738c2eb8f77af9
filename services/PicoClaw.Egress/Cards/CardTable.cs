using PicoClaw.Egress.Outbox;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Cards;

/// <summary>The cards where the next holder of their account finds them, and the calls of their desk.</summary>
internal sealed class CardTable([FromKeyedServices(EgressService.Name)] IStore store)
{
    // The reply is on the card, or its first part is.
    private const string Carried = "(outbox.parts_sent > 0 OR (outbox.status = 'sent' AND outbox.via IN ('card', 'card-update')))";

    private const string InDoubt =
        $"((outbox.unknowns > 0 OR outbox.status = 'sending') AND outbox.via IN ('card', 'card-update') AND outbox.status IN {OutboxStatus.Open})";

    /// <summary>What is open, young or in doubt, oldest first.</summary>
    public async Task<IReadOnlyList<CardRow>> LoadAsync(LaneLease lease, CancellationToken cancellationToken) =>
        await store.QueryAsync(
            session => session.QueryAsync<CardRow>(
                $"""
                SELECT card.reply_id AS ReplyId, card.account AS Account, place AS Place, style AS Style, gap_ms AS GapMs, is_open AS IsOpen,
                    carrier AS Carrier, attempt AS Attempt, number AS Number, now_ms() - made_at AS AgeMs,
                    CASE WHEN outbox.delivery_id IS NOT NULL AND {Carried} AND state <> '{nameof(CardState.Plain)}' THEN '{nameof(CardState.Final)}'
                        ELSE state END AS State,
                    CASE WHEN outbox.delivery_id IS NOT NULL AND {InDoubt} THEN 1 ELSE 0 END AS InDoubt
                FROM card LEFT JOIN outbox ON outbox.delivery_id = card.reply_id
                WHERE card.lane_key = @Key AND (is_open = 1 OR made_at > now_ms() - @lifeMs OR {InDoubt}) ORDER BY made_at
                """,
                new { lease.Key, lifeMs = (long)Card.Life.TotalMilliseconds }),
            cancellationToken);

    /// <summary>Written before the call that makes the card. False when the reply has come or has had a card: there must be none.</summary>
    public async Task<bool> MakeAsync(LaneLease lease, Card card, CardCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ExecuteAsync(
                session => LaneTable.GuardAsync(
                    session,
                    lease,
                    $"""
                    SELECT require(NOT EXISTS (SELECT 1 FROM call WHERE call_id = @callId), '{CallTable.IsNew}');
                    SELECT require(NOT EXISTS (SELECT 1 FROM outbox WHERE delivery_id = @id) AND NOT EXISTS (SELECT 1 FROM card WHERE reply_id = @id),
                        'the reply has not come');
                    INSERT INTO card (reply_id, lane_key, account, place, style, gap_ms, state, is_open, carrier, attempt, number, made_at)
                    VALUES (@id, @Key, @account, @place, @style, @gapMs, @state, 1, NULL, 0, 0, now_ms());
                    {CallTable.Insert}
                    """,
                    Values(card, call),
                    _ => Task.FromResult(true)),
                cancellationToken);
        }
        catch (RequirementException exception)
        {
            // The call's own first commit was made, and the end of it was not seen.
            return exception.Requirement == CallTable.IsNew;
        }
    }

    /// <summary>Written before any other call, with what the card is by now.</summary>
    public async Task BeginAsync(LaneLease lease, Card card, CardCall call, CancellationToken cancellationToken)
    {
        try
        {
            await store.ExecuteAsync(
                session => LaneTable.GuardAsync(
                    session,
                    lease,
                    $"""
                    SELECT require(NOT EXISTS (SELECT 1 FROM call WHERE call_id = @callId), '{CallTable.IsNew}');
                    UPDATE card SET state = @state, attempt = @attempt, number = @number WHERE reply_id = @id;
                    {CallTable.Insert}
                    """,
                    Values(card, call),
                    _ => Task.FromResult(true)),
                cancellationToken);
        }
        catch (RequirementException)
        {
            // As above.
        }
    }

    /// <summary>What came of a call. Even of a former holder: a card that is final or closed stays so.</summary>
    public Task EndAsync(Guid callId, Card card, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync("UPDATE call SET ended_at = now_ms() WHERE call_id = @callId", new { callId = callId.ToString() });
                await SaveAsync(session, card);
            },
            cancellationToken);

    public Task SaveAsync(Card card, CancellationToken cancellationToken) => store.ExecuteAsync(session => SaveAsync(session, card), cancellationToken);

    /// <summary>The create was not made after all.</summary>
    public Task ForgetAsync(Card card, CancellationToken cancellationToken) =>
        store.ExecuteAsync(
            session => session.ExecuteAsync(
                $"DELETE FROM card WHERE reply_id = @id AND state = '{nameof(CardState.Made)}'", new { id = card.ReplyId.ToString() }),
            cancellationToken);

    /// <summary>What became of the card's reply; null while it has not come.</summary>
    public Task<CardReply?> ReplyOfAsync(Card card, CancellationToken cancellationToken) =>
        store.QueryAsync(
            session => session.FirstOrDefaultAsync<CardReply>(
                $"""
                SELECT CASE WHEN {Carried} OR (outbox.unknowns > 0 AND outbox.via IN ('card', 'card-update')) THEN 1 ELSE 0 END AS IsCarried,
                    CASE WHEN outbox.via IN ('card', 'card-update') AND (outbox.status = 'sent' OR outbox.unknowns > 0) THEN 1 ELSE 0 END AS WentToCard,
                    CASE WHEN {InDoubt} THEN 1 ELSE 0 END AS IsInDoubt
                FROM outbox WHERE delivery_id = @id
                """,
                new { id = card.ReplyId.ToString() }),
            cancellationToken);

    /// <summary>Gives the accounts work whose cards are open for too long, and returns their keys.</summary>
    public Task<IReadOnlyList<string>> WakeOverdueAsync(CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                var keys = await session.QueryAsync<string>(
                    "SELECT DISTINCT lane_key FROM card WHERE is_open = 1 AND made_at <= (SELECT now_ms()) - @lifeMs",
                    new { lifeMs = (long)Card.Life.TotalMilliseconds });
                foreach (var key in keys)
                {
                    await LaneTable.AppendAsync(session, key);
                }

                return keys;
            },
            cancellationToken);

    /// <summary>Gives the account's lane work, so that some process takes it.</summary>
    public Task WakeAsync(string key, CancellationToken cancellationToken) =>
        store.ExecuteAsync(session => LaneTable.AppendAsync(session, key), cancellationToken);

    private static Task<int> SaveAsync(StoreSession session, Card card) => session.ExecuteAsync(
        $"""
        UPDATE card SET state = CASE WHEN state = '{nameof(CardState.Final)}' THEN state ELSE @state END,
            is_open = CASE WHEN @isOpen = 0 THEN 0 ELSE is_open END, carrier = COALESCE(@carrier, carrier)
        WHERE reply_id = @id
        """,
        new { id = card.ReplyId.ToString(), state = card.State.ToString(), isOpen = card.IsOpen ? 1 : 0, carrier = card.Carrier });

    private static object Values(Card card, CardCall call) => new
    {
        id = card.ReplyId.ToString(),
        account = card.Account,
        place = card.Place,
        style = card.Style.ToString(),
        gapMs = (long)card.Gap.TotalMilliseconds,
        state = card.State.ToString(),
        attempt = card.Attempt,
        number = card.Number,
        callId = call.Id.ToString(),
        api = call.Scope.Api,
        conversation = call.Scope.Conversation,
        month = call.Month,
        calls = 1,
        webhooks = 0,
    };
}
