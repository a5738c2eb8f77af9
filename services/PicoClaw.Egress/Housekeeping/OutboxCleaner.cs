using System.Globalization;
using Microsoft.Extensions.Options;
using PicoClaw.Egress.Outbox;
using PicoClaw.Storage;
using PicoClaw.Storage.Malformed;

namespace PicoClaw.Egress.Housekeeping;

/// <summary>Deletes ended replies and calls after their retention, in small batches.</summary>
internal sealed class OutboxCleaner(
    [FromKeyedServices(EgressService.Name)] IStore store, IOptions<RetentionOptions> options, TimeProvider time, ILogger<OutboxCleaner> logger)
    : IntervalService(TimeSpan.FromMinutes(1), runsAtStart: false, time)
{
    private const int Batch = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    // Longer than any limit's window.
    private static readonly TimeSpan CallAge = TimeSpan.FromMinutes(10);

    // A card that could not be closed, as the month's calls were used up, waits for the next month, and for one more.
    private const int OpenCardDays = 62;

    // Long enough to see what last year cost.
    private const int Months = 24;

    /// <summary>One batch of each; true when more may be left.</summary>
    public Task<bool> CleanAsync(CancellationToken cancellationToken) =>
        store.WriteAsync(
            async session =>
            {
                // The clock in a subquery: it is read once, and an index can be searched for it. A function that may change is asked for every row.
                var kept = options.Value;
                int[] rows =
                [
                    await EndedAsync(session, OutboxStatus.Sent, kept.SentDays),
                    await EndedAsync(session, OutboxStatus.LeftOut, kept.SentDays),
                    await EndedAsync(session, OutboxStatus.Purged, kept.SentDays),
                    await EndedAsync(session, OutboxStatus.Failed, kept.FailedDays),
                    await session.ExecuteAsync(
                        """
                        DELETE FROM call WHERE call_id IN (
                            SELECT call_id FROM call WHERE ended_at < (SELECT now_ms()) - @keepMs ORDER BY ended_at LIMIT @Batch)
                        """,
                        new { keepMs = (long)CallAge.TotalMilliseconds, Batch }),
                    await NotificationsAsync(session, kept.SentDays),
                    await ThreadsAsync(session, kept.ConversationDays),
                    await session.ExecuteAsync(
                        """
                        DELETE FROM media WHERE media_id IN (
                            SELECT media_id FROM media WHERE uploaded_at < (SELECT now_ms()) - @keepMs ORDER BY uploaded_at LIMIT @Batch)
                        """,
                        new { keepMs = (long)TimeSpan.FromDays(kept.FailedDays).TotalMilliseconds, Batch }),
                    await CardsAsync(session, kept.SentDays),
                    await ReceiptsAsync(session),
                    await ReactionsAsync(session, kept.SentDays),
                    await MalformedTable.CleanAsync(session, TimeSpan.FromDays(kept.FailedDays), Batch),
                ];
                await session.ExecuteAsync(
                    "DELETE FROM api_month WHERE month < @oldest",
                    new { oldest = Time.GetUtcNow().AddMonths(-Months).ToString("yyyy-MM", CultureInfo.InvariantCulture) });
                return rows.Max() == Batch;
            },
            cancellationToken);

    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await CleanAsync(cancellationToken))
        {
            // Lets the sender commit in between.
            await Task.Delay(Pause, Time, cancellationToken);
        }
    }

    protected override void OnFailed(Exception exception) => Log.CleaningFailed(logger, exception);

    private static Task<int> EndedAsync(StoreSession session, string status, int days) =>
        session.ExecuteAsync(
            """
            DELETE FROM outbox WHERE delivery_id IN (
                SELECT delivery_id FROM outbox
                WHERE status = @status AND ended_at IS NOT NULL AND ended_at < (SELECT now_ms()) - @keepMs ORDER BY ended_at LIMIT @Batch)
            """,
            new { status, keepMs = (long)TimeSpan.FromDays(days).TotalMilliseconds, Batch });

    // As long as one of its rows is there, its text is needed.
    private static Task<int> NotificationsAsync(StoreSession session, int days) =>
        session.ExecuteAsync(
            """
            DELETE FROM notification WHERE notification_id IN (
                SELECT notification_id FROM notification
                WHERE released_at IS NOT NULL AND released_at < (SELECT now_ms()) - @keepMs
                    AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.notification_id = notification.notification_id)
                ORDER BY released_at LIMIT @Batch)
            """,
            new { keepMs = (long)TimeSpan.FromDays(days).TotalMilliseconds, Batch });

    private static Task<int> CardsAsync(StoreSession session, int days) =>
        session.ExecuteAsync(
            """
            DELETE FROM card WHERE reply_id IN (
                SELECT reply_id FROM card
                WHERE made_at < (SELECT now_ms()) - @keepMs AND (is_open = 0 OR made_at < (SELECT now_ms()) - @openMs)
                ORDER BY made_at LIMIT @Batch)
            """,
            new
            {
                keepMs = (long)TimeSpan.FromDays(days).TotalMilliseconds,
                openMs = (long)TimeSpan.FromDays(Math.Max(days, OpenCardDays)).TotalMilliseconds,
                Batch,
            });

    // A question that nobody answers is asked again as if it were new.
    private static Task<int> ReceiptsAsync(StoreSession session) =>
        session.ExecuteAsync(
            """
            DELETE FROM receipt WHERE (lane_key, delivery_key) IN (
                SELECT lane_key, delivery_key FROM receipt
                WHERE kept_until < (SELECT now_ms()) AND (asked_at IS NULL OR asked_at < (SELECT now_ms()) - @keepMs)
                ORDER BY kept_until LIMIT @Batch)
            """,
            new { keepMs = (long)CallAge.TotalMilliseconds, Batch });

    private static Task<int> ReactionsAsync(StoreSession session, int days) =>
        session.ExecuteAsync(
            """
            DELETE FROM reaction WHERE reply_id IN (
                SELECT reply_id FROM reaction WHERE made_at < (SELECT now_ms()) - @keepMs ORDER BY made_at LIMIT @Batch)
            """,
            new { keepMs = (long)TimeSpan.FromDays(days).TotalMilliseconds, Batch });

    private static Task<int> ThreadsAsync(StoreSession session, int days) =>
        session.ExecuteAsync(
            """
            DELETE FROM thread WHERE thread_id IN (
                SELECT thread_id FROM thread WHERE last_day < (SELECT now_ms()) / 86400000 - @days ORDER BY last_day LIMIT @Batch)
            """,
            new { days, Batch });
}
