using PicoClaw.Contracts;

namespace PicoClaw.Egress.Notifications;

/// <summary>Where notifications come in whose sender does not wait for an answer.</summary>
internal sealed class NotificationDoor(NotificationRules rules, NotificationIntake intake, NotificationMetrics metrics, ILogger<NotificationDoor> logger)
{
    // The broker's clients are not configured, and a metric must not grow with what they write.
    private const string Client = "broker";

    /// <exception cref="NotificationRefusedException">It is not in order.</exception>
    public async Task TakeAsync(SendNotification message, CancellationToken cancellationToken)
    {
        if (!rules.TryAccept(message, out var notification, out var problem))
        {
            metrics.Refused(Client);
            throw new NotificationRefusedException(problem);
        }

        var receipt = await intake.PutAsync(notification, cancellationToken);
        metrics.Taken(Client, receipt.Outcome);
        switch (receipt.Outcome)
        {
            case IntakeOutcome.Conflict:
                throw new NotificationRefusedException("Its id or idempotency key was used before for something else. Send it under a new one.");
            case IntakeOutcome.Repeated:
                Log.NotificationKnown(logger, message.Id, receipt.Id);
                break;
        }
    }
}
