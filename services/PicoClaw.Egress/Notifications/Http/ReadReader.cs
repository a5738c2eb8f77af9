using PicoClaw.Contracts;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Receipts;

namespace PicoClaw.Egress.Notifications.Http;

/// <summary>Says of each recipient whether the message was read.</summary>
internal sealed class ReadReader(ReceiptReader receipts)
{
    private const string Read = "read";
    private const string Unread = "unread";
    private const string Pending = "pending";
    private const string Unknown = "unknown";
    private const string WebhookRoute = "webhook";
    private const string Webhook = "it went with a reply through the session webhook, of which the platform keeps no receipts";
    private const string NoKey = "the call that brought it left no key to ask with";

    private static readonly ReadStatus ToCome = new(Pending, Reason: "the platform is being asked");

    /// <summary>By recipient, of those that were sent.</summary>
    public async Task<IReadOnlyDictionary<string, ReadStatus>> ReadAsync(NotificationRecord found, Guid id, CancellationToken cancellationToken)
    {
        var sent = found.Rows.Where(row => row.Status == OutboxStatus.Sent).ToList();
        if (sent.Count == 0)
        {
            return new Dictionary<string, ReadStatus>();
        }

        var answers = await receipts.ReadAsync(found.LaneKey, id, cancellationToken);
        return sent.ToDictionary(row => row.Recipient, row => Of(row, answers), StringComparer.Ordinal);
    }

    public static ReadCounts Count(IEnumerable<ReadStatus> all)
    {
        var by = all.ToLookup(one => one.State, StringComparer.Ordinal);
        return new ReadCounts(by[Read].Sum(one => one.Readers ?? 1), by[Unread].Count(one => one.Readers is null), by[Pending].Count(), by[Unknown].Count());
    }

    private static ReadStatus Of(NoticeState row, IReadOnlyDictionary<string, ReceiptAnswer?> answers)
    {
        if (row.DeliveryKey is not { } key)
        {
            return new ReadStatus(Unknown, Reason: row.Via == WebhookRoute ? Webhook : NoKey);
        }

        if (answers.GetValueOrDefault(key) is not { } answer)
        {
            return ToCome;
        }

        if (answer.Reason is { } reason)
        {
            return new ReadStatus(answer.IsPending ? Pending : Unknown, Reason: reason);
        }

        var recipient = RecipientText.Parse(row.Recipient);
        return recipient.Kind == RecipientKind.Group ? new ReadStatus(answer.Read.Count > 0 ? Read : Unread, answer.Read.Count)
            : answer.Read.Contains(recipient.Id, StringComparer.Ordinal) ? new ReadStatus(Read)
            : answer.Unread.Contains(recipient.Id, StringComparer.Ordinal) ? new ReadStatus(Unread)
            : new ReadStatus(Unknown, Reason: "the platform does not name this person among those who got it");
    }
}
