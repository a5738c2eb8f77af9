using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using PicoClaw.Contracts;
using PicoClaw.Egress.Channels;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Merging;

/// <summary>Makes one batch of the replies of a conversation that wait.</summary>
internal sealed class Packer(Merger merger, OutboxReader reader, RenderedReplyCache cache) : IDisposable
{
    // Rendered within some milliseconds.
    private const int QuickChars = 16 * 1024;

    private readonly SemaphoreSlim _oneLong = new(1, 1);

    public void Dispose() => _oneLong.Dispose();

    /// <summary>The batch, or why there can be none.</summary>
    public async ValueTask<(MessageBatch? Batch, string? Problem)> PackAsync(
        IChannel channel, IReadOnlyList<OutboxRow> rows, CancellationToken cancellationToken)
    {
        if (cache.TryFind(CacheKey(rows[0]), out var known))
        {
            return BatchOf([rows[0]], known);
        }

        if (rows[0].Body is { Length: <= QuickChars })
        {
            return Pack(channel, rows);
        }

        // One at a time, so that together they cost little memory; on another thread, so that the account's other conversations go on meanwhile.
        await _oneLong.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => PackLongAsync(channel, rows, cancellationToken), cancellationToken);
        }
        finally
        {
            _oneLong.Release();
        }
    }

    /// <summary>Of rows that were read with their bodies.</summary>
    public (MessageBatch? Batch, string? Problem) Pack(IChannel channel, IReadOnlyList<OutboxRow> rows)
    {
        var messages = new List<DeliverMessage>();
        string? problem = null;
        foreach (var row in rows.TakeWhile((row, index) => row.Body is not null && GoesWith(rows[0], row, index)))
        {
            if (!TryRead(row, row.Body!, out var message, out problem))
            {
                break;
            }

            messages.Add(message);
        }

        return messages.Count == 0 ? (null, problem ?? "there is nothing to send") : Render(channel, rows, messages);
    }

    private async Task<(MessageBatch? Batch, string? Problem)> PackLongAsync(
        IChannel channel, IReadOnlyList<OutboxRow> rows, CancellationToken cancellationToken)
    {
        if (rows[0].Body is not null)
        {
            return Pack(channel, rows);
        }

        var body = await reader.LargeBodyAsync(rows[0].DeliveryId, cancellationToken);
        return TryRead(rows[0], body, out var message, out var problem) ? Render(channel, rows, [message]) : (null, problem);
    }

    private (MessageBatch? Batch, string? Problem) Render(IChannel channel, IReadOnlyList<OutboxRow> rows, IReadOnlyList<DeliverMessage> messages)
    {
        try
        {
            var merged = merger.Merge(channel, messages);
            return merged.Reply is { } reply ? BatchOf([.. rows.Take(merged.Count)], reply) : (null, merged.Problem);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // No text is known to do this; one that did would block the account's other replies for ever.
            return (null, $"it cannot be rendered: {exception.Message}");
        }
    }

    private (MessageBatch? Batch, string? Problem) BatchOf(IReadOnlyList<OutboxRow> rows, RenderedReply reply)
    {
        if (reply.PartCount > 1 || rows[0].Body is null)
        {
            cache.Add(CacheKey(rows[0]), reply);
        }

        // Otherwise it was split by another version or with other options; the remainder is unknown.
        var batch = new MessageBatch(rows, reply);
        return batch.Part < reply.PartCount ? (batch, null) : (null, "the rest of it cannot be told from what was sent");
    }

    private static string CacheKey(OutboxRow row) => row.Replays == 0 ? row.DeliveryId : $"{row.DeliveryId} {row.Replays}";

    // After an unknown outcome only the replies of that call go together, so that at most one message is doubled.
    private static bool GoesWith(OutboxRow first, OutboxRow row, int index) =>
        index == 0
        || (row.Status == OutboxStatus.Queued && row.Sequence == first.Sequence + index && row.PartsSent == 0 && first.PartsSent == 0
            && row.IsAlone == 0 && first.IsAlone == 0
            && row.Unknowns == first.Unknowns && (row.Unknowns == 0 || row.CallId == first.CallId));

    private static bool TryRead(
        OutboxRow row, string body, [NotNullWhen(true)] out DeliverMessage? message, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            (message, problem) = (row.Read(body), null);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            // Written by another version of this service; it must not block the account's other replies.
            (message, problem) = (null, $"the stored reply cannot be read: {exception.Message}");
            return false;
        }
    }
}
