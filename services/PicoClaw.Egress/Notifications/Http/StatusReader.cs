using System.Text.Json;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Storage;

namespace PicoClaw.Egress.Notifications.Http;

/// <summary>Tells what became of a client's notification.</summary>
internal sealed class StatusReader(NotificationTable table)
{
    private const string Queued = "queued";
    private const string Sent = "sent";
    private const string Failed = "failed";

    public async Task<MessageStatus?> ReadAsync(string client, Guid id, CancellationToken cancellationToken)
    {
        if (await table.FindAsync(client, id, cancellationToken) is not { } found)
        {
            return null;
        }

        var recipients = Recipients(found);
        int Count(string status) => recipients.Count(recipient => recipient.Status == status);
        return new MessageStatus(
            id,
            AccountKey.AccountOf(found.LaneKey),
            At(found.CreatedAt),
            found.NotBefore > found.CreatedAt ? At(found.NotBefore) : null,
            found.ExpiresAt is { } expiry ? At(expiry) : null,
            new StatusCounts(Count(Queued), Count(Sent), Count(Failed)),
            recipients);
    }

    private static IReadOnlyList<RecipientStatus> Recipients(NotificationRecord found)
    {
        var rows = found.Rows.ToDictionary(row => row.Recipient, StringComparer.Ordinal);
        var all = JsonSerializer.Deserialize(found.Recipients, EgressJson.Default.IReadOnlyListString)!;
        return found.ReleasedAt is null
            ? [.. all.Select(recipient => new RecipientStatus(recipient, Queued, null, null, null, null))]
            : [.. all.Where(rows.ContainsKey).Select(recipient => Of(rows[recipient]))];
    }

    private static RecipientStatus Of(NoticeState row) => row.Status switch
    {
        OutboxStatus.Sent => new(row.Recipient, Sent, row.Via, row.CallId, At(row.EndedAt!.Value), null),
        OutboxStatus.Failed => new(row.Recipient, Failed, null, row.CallId, At(row.EndedAt!.Value), row.Error),
        OutboxStatus.Purged => new(row.Recipient, Failed, null, row.CallId, At(row.EndedAt!.Value), "deleted by an operator after it had failed"),
        _ => new(row.Recipient, Queued, null, null, null, row.Error),
    };

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
