using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using PicoClaw.Contracts;
using PicoClaw.Egress.DingTalk;
using PicoClaw.Egress.Merging;
using PicoClaw.Egress.Outbox;

namespace PicoClaw.Egress.Sending;

/// <summary>Makes one letter of the replies of a conversation that wait.</summary>
internal sealed class Packer(DingTalkChannel channel, Merger merger)
{
    public bool TryPack(IReadOnlyList<OutboxRow> rows, [NotNullWhen(true)] out Parcel? parcel, [NotNullWhen(false)] out string? problem)
    {
        parcel = null;
        var messages = new List<DeliverMessage>();
        problem = null;
        foreach (var row in rows.TakeWhile((row, index) => GoesWith(rows[0], row, index)))
        {
            if (!TryRead(row, out var message, out problem))
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

        var (merged, count) = merger.Merge(messages);
        if (!channel.TryCompose(merged, out var letter, out problem))
        {
            return false;
        }

        parcel = new Parcel([.. rows.Take(count)], letter);
        if (parcel.Part >= letter.Parts.Count)
        {
            // It was cut by another version of this service; what it lacks nobody can tell.
            problem = "the rest of it cannot be told from what was sent";
            return false;
        }

        return true;
    }

    // After an unknown outcome only what was in that call, so that a double is one.
    private static bool GoesWith(OutboxRow first, OutboxRow row, int index) =>
        index == 0
        || (row.Status == "queued" && row.Sequence == first.Sequence + index && row.PartsSent == 0 && first.PartsSent == 0 && row.IsAlone == 0 && first.IsAlone == 0
            && row.Unknowns == first.Unknowns && (row.Unknowns == 0 || row.CallId == first.CallId));

    private static bool TryRead(OutboxRow row, [NotNullWhen(true)] out DeliverMessage? message, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            (message, problem) = (row.Message(), null);
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
