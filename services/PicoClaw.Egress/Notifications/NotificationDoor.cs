using PicoClaw.Contracts;

namespace PicoClaw.Egress.Notifications;

/// <summary>Where notifications come in, whichever way.</summary>
internal sealed class NotificationDoor(NotificationRules rules, NotificationIntake intake, NotificationMetrics metrics, ILogger<NotificationDoor> logger)
{
    // The broker's clients are not configured, and a metric must not grow with what they write.
    public const string Broker = "broker";

    /// <summary>Ends when it is committed, or tells what to change.</summary>
    public async Task<(NotificationReceipt? Receipt, string? Problem)> TakeAsync(
        string client, SendNotification message, CancellationToken cancellationToken)
    {
        if (!rules.TryAccept(message, out var notification, out var problem))
        {
            metrics.Refused(client);
            return (null, problem);
        }

        var receipt = await intake.PutAsync(notification, cancellationToken);
        metrics.Taken(client, receipt.Outcome);
        if (receipt.Outcome == IntakeOutcome.Repeated)
        {
            Log.NotificationKnown(logger, message.Id, receipt.Id);
        }

        return (receipt, null);
    }

    /// <summary>The same for a sender who does not wait for an answer.</summary>
    /// <exception cref="NotificationRefusedException">It is not in order.</exception>
    public async Task TakeAsync(SendNotification message, CancellationToken cancellationToken)
    {
        var (receipt, problem) = await TakeAsync(Broker, message, cancellationToken);
        if (receipt is null or { Outcome: IntakeOutcome.Conflict })
        {
            throw new NotificationRefusedException(
                problem ?? "Its id or idempotency key was used before for something else. Send it under a new one.");
        }
    }
}
