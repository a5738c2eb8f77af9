using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using PicoClaw.Egress.DingTalk;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Egress.Outbox;

/// <summary>Sends one reply, part by part, and writes down what became of each call.</summary>
internal sealed class Delivery(OutboxTable outbox, DingTalkChannel channel, ILogger<Delivery> logger)
{
    /// <summary>Once more by the same road; a second unknown outcome would make a third copy possible.</summary>
    private const int MaxUnknowns = 1;

    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan UnknownDelay = TimeSpan.FromSeconds(2);

    /// <summary>Ends between two parts when <paramref name="shouldYield"/>; whoever takes over goes on with the next.</summary>
    public async Task SendAsync(LaneLease lease, OutboxRow row, Func<bool> shouldYield, CancellationToken cancellationToken)
    {
        // Said once: at its later attempts the reply has been tried on some road.
        if (row.AfterGap && row.Via is null)
        {
            Log.GapSkipped(logger, row.ThreadId, row.Sequence);
        }

        if (row.Unknowns > MaxUnknowns)
        {
            await FailAsync(lease, row, "the outcome of its last calls is unknown; it may have been delivered", cancellationToken);
            return;
        }

        if (!TryCompose(row, out var letter, out var problem))
        {
            await FailAsync(lease, row, problem, cancellationToken);
            return;
        }

        await SendPartsAsync(lease, row, letter, shouldYield, cancellationToken);
    }

    private bool TryCompose(OutboxRow row, [NotNullWhen(true)] out Letter? letter, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            return channel.TryCompose(row.Message(), out letter, out problem);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            // Written by another version of this service; it must not keep the account's other replies from going.
            (letter, problem) = (null, $"the stored reply cannot be read: {exception.Message}");
            return false;
        }
    }

    private async Task SendPartsAsync(LaneLease lease, OutboxRow row, Letter letter, Func<bool> shouldYield, CancellationToken cancellationToken)
    {
        var part = (int)row.PartsSent;
        var pinned = row.Unknowns > 0 ? Road.Parse(row.Via) : null;
        var closed = new HashSet<Road>();
        while (part < letter.Parts.Count)
        {
            if ((pinned ?? channel.Choose(letter, closed)) is not { } road)
            {
                await FailAsync(lease, row, "every road back is closed: the session has expired and the platform told no id to send to", cancellationToken);
                return;
            }

            var callId = Guid.NewGuid();
            await outbox.BeginAsync(lease, row, road.Name, callId, cancellationToken);
            switch (await DingTalkChannel.SendAsync(letter, road, letter.Parts[part], cancellationToken))
            {
                case SendResult.Sent when ++part == letter.Parts.Count:
                    await outbox.SentAsync(lease, row, part, cancellationToken);
                    return;
                case SendResult.Sent:
                    pinned = null;
                    await outbox.PartSentAsync(lease, row, part, cancellationToken);
                    if (shouldYield())
                    {
                        return;
                    }

                    break;
                case SendResult.RoadClosed when pinned is null:
                    closed.Add(road);
                    break;
                case SendResult.RoadClosed:
                    await FailAsync(lease, row, "the session expired after a call with an unknown outcome, and no other road may repeat that call", cancellationToken);
                    return;
                case SendResult.Later later:
                    await PostponeAsync(lease, row, later, cancellationToken);
                    return;
                case SendResult.Unknown unknown:
                    Log.OutcomeUnknown(logger, row.DeliveryId, callId, unknown.Reason);
                    await outbox.UnknownAsync(lease, row, UnknownDelay, unknown.Reason, cancellationToken);
                    return;
                case SendResult.Refused refused:
                    await FailAsync(lease, row, refused.Reason, cancellationToken);
                    return;
            }
        }
    }

    private async Task PostponeAsync(LaneLease lease, OutboxRow row, SendResult.Later later, CancellationToken cancellationToken)
    {
        if (row.TriedForMs > MaxAge.TotalMilliseconds)
        {
            await FailAsync(lease, row, $"not delivered in {MaxAge.TotalMinutes} minutes of trying: {later.Reason}", cancellationToken);
            return;
        }

        var doubled = later.After * (1 << (int)Math.Min(row.Throttles, 5));
        Log.Postponed(logger, row.DeliveryId, doubled, later.Reason);
        await outbox.ThrottledAsync(lease, row, doubled, later.Reason, cancellationToken);
    }

    private async Task FailAsync(LaneLease lease, OutboxRow row, string reason, CancellationToken cancellationToken)
    {
        Log.DeliveryFailed(logger, row.DeliveryId, reason);
        await outbox.FailedAsync(lease, row, reason, cancellationToken);
    }
}
