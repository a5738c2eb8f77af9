using System.Buffers.Binary;
using System.Data;
using System.Globalization;
using System.Text.Json;
using Dapper;
using PicoClaw.Contracts;
using PicoClaw.Egress.Outbox;
using PicoClaw.Egress.Storage;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Egress.Notifications;

/// <summary>The rows that a notification has in the outbox: one for each recipient, its text in none of them.</summary>
internal sealed class NoticeRows
{
    // Each text is prepared by itself, so there are few: powers of two.
    private const int MostInOne = 128;

    private readonly WaitingNotification _from;
    private readonly DeliverMessage _template;
    private readonly string? _digest;
    private readonly IReadOnlyList<(string Recipient, OutboxHead Head)> _rows;

    public NoticeRows(WaitingNotification from)
    {
        _from = from;
        _template = JsonSerializer.Deserialize(from.Body, EgressJson.Default.DeliverMessage)!;
        _digest = ContentDigest.Of(_template);
        var recipients = JsonSerializer.Deserialize(from.Recipients, EgressJson.Default.IReadOnlyListString)!;
        _rows = [.. recipients.Select(recipient => (recipient, HeadOf(recipient)))];
    }

    public IReadOnlyList<OutboxHead> Heads => [.. _rows.Select(row => row.Head)];

    public IEnumerable<(string Sql, DynamicParameters Parameters)> Inserts()
    {
        for (var (next, size) = (0, MostInOne); next < _rows.Count; next += size)
        {
            while (size > _rows.Count - next)
            {
                size /= 2;
            }

            yield return (Insert(size), Parameters([.. _rows.Skip(next).Take(size)]));
        }
    }

    private DynamicParameters Parameters(IReadOnlyList<(string Recipient, OutboxHead Head)> rows)
    {
        var parameters = new DynamicParameters();
        parameters.Add("notification", _from.Id);
        parameters.Add("key", _from.LaneKey);
        parameters.Add("priority", (int)_template.Priority);
        parameters.Add("size", (long)ContentSize.Of(_template.Content));
        parameters.Add("expiresAt", _from.ExpiresAt, DbType.Int64);
        parameters.Add("trace", _from.Trace, DbType.String);
        foreach (var (number, (recipient, head)) in rows.Index())
        {
            parameters.Add($"id{number}", head.DeliveryId);
            parameters.Add($"lane{number}", head.LaneId);
            parameters.Add($"digest{number}", head.Digest, DbType.String);
            parameters.Add($"recipient{number}", recipient);
        }

        return parameters;
    }

    // Each in a lane of its own: one that the platform holds back must not hold up another. The lanes' ids rise with time, so that of a long
    // backlog the oldest come first, and recipients of the same text together.
    private OutboxHead HeadOf(string recipient)
    {
        var id = DeterministicId.From("notification", _from.Id, recipient);
        Span<byte> lane = stackalloc byte[16];
        id.TryWriteBytes(lane, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt64BigEndian(lane, (ulong)_from.ReleasedAt << 16 | BinaryPrimitives.ReadUInt16BigEndian(lane[6..]));
        return new OutboxHead
        {
            LaneId = new Guid(lane, bigEndian: true).ToString(),
            DeliveryId = id.ToString(),
            Status = OutboxStatus.Queued,
            Priority = (long)_template.Priority,
            Digest = RecipientText.Parse(recipient).Kind == RecipientKind.Group ? null : _digest,
            RouteUntil = null,
            DueInMs = 0,
            IsNotice = true,
        };
    }

    private static string Insert(int rows) =>
        $"""
        INSERT INTO outbox (
            delivery_id, lane_key, thread_id, sequence, body, priority, size, digest, status, parts_sent, throttles, unknowns, not_before, created_at,
            trace, notification_id, recipient, expires_at)
        VALUES {string.Join(",\n", Enumerable.Range(0, rows).Select(Values))}
        ON CONFLICT (delivery_id) DO NOTHING
        """;

    private static string Values(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $"(@id{number}, @key, @lane{number}, {Notice.Sequence}, '', @priority, @size, @digest{number}, '{OutboxStatus.Queued}', 0, 0, 0, 0, "
            + $"now_ms(), @trace, @notification, @recipient{number}, @expiresAt)");
}
