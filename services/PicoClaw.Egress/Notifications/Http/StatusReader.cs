using System.Text.Json;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Storage;

namespace PicoClaw.Egress.Notifications.Http;

/// <summary>Tells what became of a client's notification.</summary>
internal sealed class StatusReader(NotificationTable table, ReadReader reads)
{
    private const string Queued = "queued";
    private const string Sent = "sent";
    private const string Failed = "failed";

    /// <summary>Null: there is none of this id.</summary>
    /// <param name="client">Whose it is.</param>
    /// <param name="id">The notification.</param>
    /// <param name="withReads">Whether the platform is asked who has read it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<MessageStatus?> ReadAsync(string client, Guid id, bool withReads, CancellationToken cancellationToken)
    {
        if (await table.FindAsync(client, id, cancellationToken) is not { } found)
        {
            return null;
        }

        var recipients = Recipients(found);
        if (withReads)
        {
            var read = await reads.ReadAsync(found, id, cancellationToken);
            recipients = [.. recipients.Select(one => one with { Read = read.GetValueOrDefault(one.To) })];
        }

        int Count(string status) => recipients.Count(recipient => recipient.Status == status);
        return new MessageStatus(
            id,
            AccountKey.AccountOf(found.LaneKey),
            At(found.CreatedAt),
            found.NotBefore > found.CreatedAt ? At(found.NotBefore) : null,
            found.ExpiresAt is { } expiry ? At(expiry) : null,
            new StatusCounts(Count(Queued), Count(Sent), Count(Failed)),
            recipients)
        {
            Reads = withReads ? ReadReader.Count(recipients.Select(one => one.Read).OfType<ReadStatus>()) : null,
        };
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
