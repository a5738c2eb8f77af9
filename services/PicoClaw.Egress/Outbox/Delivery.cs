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

    public async Task SendAsync(LaneLease lease, OutboxRow row, CancellationToken cancellationToken)
    {
        if (row.AfterGap)
        {
            Log.GapSkipped(logger, row.ThreadId, row.Sequence);
        }

        if (row.Unknowns > MaxUnknowns)
        {
            await FailAsync(lease, row, "the outcome of its last calls is unknown; it may have been delivered", cancellationToken);
            return;
        }

        if (!channel.TryCompose(row.Message(), out var letter, out var problem))
        {
            await FailAsync(lease, row, problem, cancellationToken);
            return;
        }

        await SendPartsAsync(lease, row, letter, cancellationToken);
    }

    private async Task SendPartsAsync(LaneLease lease, OutboxRow row, Letter letter, CancellationToken cancellationToken)
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
        if (row.AgeMs > MaxAge.TotalMilliseconds)
        {
            await FailAsync(lease, row, $"not delivered within {MaxAge.TotalMinutes} minutes: {later.Reason}", cancellationToken);
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
