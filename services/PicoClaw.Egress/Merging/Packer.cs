using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using PicoClaw.Contracts;
using PicoClaw.Egress.DingTalk;
using PicoClaw.Egress.Merging;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Sending;

/// <summary>Makes one letter of the replies of a conversation that wait.</summary>
internal sealed class Packer(DingTalkChannel channel, Merger merger, OutboxReader reader, LetterCache letters) : IDisposable
{
    // Rendered within some milliseconds.
    private const int QuickChars = 16 * 1024;

    private readonly SemaphoreSlim _oneLong = new(1, 1);

    public void Dispose() => _oneLong.Dispose();

    /// <summary>The parcel, or why there can be none.</summary>
    public async ValueTask<(Parcel? Parcel, string? Problem)> PackAsync(IReadOnlyList<OutboxRow> rows, CancellationToken cancellationToken)
    {
        if (letters.TryFind(rows[0].DeliveryId, out var known))
        {
            return Pack([rows[0]], known);
        }

        if (rows[0].Body is { Length: <= QuickChars })
        {
            return TryPack(rows, out var parcel, out var problem) ? (parcel, null) : (null, problem);
        }

        // One at a time, so that they cost little memory together; on another thread, so that the other conversations of the account go on meanwhile.
        await _oneLong.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => PackLongAsync(rows, cancellationToken), cancellationToken);
        }
        finally
        {
            _oneLong.Release();
        }
    }

    /// <summary>Of rows that were read with their bodies.</summary>
    public bool TryPack(IReadOnlyList<OutboxRow> rows, [NotNullWhen(true)] out Parcel? parcel, [NotNullWhen(false)] out string? problem)
    {
        parcel = null;
        var messages = new List<DeliverMessage>();
        problem = null;
        foreach (var row in rows.TakeWhile((row, index) => row.Body is not null && GoesWith(rows[0], row, index)))
        {
            if (!TryRead(row.Body!, out var message, out problem))
            {
                break;
            }

            messages.Add(message);
        }

        if (messages.Count == 0)
        {
            problem ??= "there is nothing to send";
            return false;
        }

        (parcel, problem) = Compose(rows, () => merger.Merge(messages));
        return parcel is not null;
    }

    private async Task<(Parcel? Parcel, string? Problem)> PackLongAsync(IReadOnlyList<OutboxRow> rows, CancellationToken cancellationToken)
    {
        if (rows[0].Body is not null)
        {
            return TryPack(rows, out var parcel, out var reason) ? (parcel, null) : (null, reason);
        }

        var body = await reader.LargeBodyAsync(rows[0].DeliveryId, cancellationToken);
        return TryRead(body, out var message, out var problem) ? Compose([rows[0]], () => (message, 1)) : (null, problem);
    }

    private (Parcel? Parcel, string? Problem) Compose(IReadOnlyList<OutboxRow> rows, Func<(DeliverMessage Message, int Count)> merge)
    {
        try
        {
            var (message, count) = merge();
            return channel.TryCompose(message, out var letter, out var problem) ? Pack([.. rows.Take(count)], letter) : (null, problem);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // No text is known that does this; one that did would keep the account's other replies from going, for ever.
            return (null, $"it cannot be rendered: {exception.Message}");
        }
    }

    private (Parcel? Parcel, string? Problem) Pack(IReadOnlyList<OutboxRow> rows, Letter letter)
    {
        if (letter.Parts.Count > 1 || rows[0].Body is null)
        {
            letters.Add(rows[0].DeliveryId, letter);
        }

        // It was split by another version or with other options; the remainder is unknown.
        var parcel = new Parcel(rows, letter);
        return parcel.Part < letter.Parts.Count ? (parcel, null) : (null, "the rest of it cannot be told from what was sent");
    }

    // After an unknown outcome only what was in that call, so that a double is one.
    private static bool GoesWith(OutboxRow first, OutboxRow row, int index) =>
        index == 0
        || (row.Status == "queued" && row.Sequence == first.Sequence + index && row.PartsSent == 0 && first.PartsSent == 0 && row.IsAlone == 0 && first.IsAlone == 0
            && row.Unknowns == first.Unknowns && (row.Unknowns == 0 || row.CallId == first.CallId));

    private static bool TryRead(string body, [NotNullWhen(true)] out DeliverMessage? message, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            (message, problem) = (OutboxRow.Read(body), null);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            // Written by another version of this service; it must not keep the account's other replies from going.
            (message, problem) = (null, $"the stored reply cannot be read: {exception.Message}");
            return false;
        }
    }
}
