using PicoClaw.Contracts;
using PicoClaw.Egress.Notifications;
using PicoClaw.Egress.Outbox;
using PicoClaw.Hosting.DeadLetters;
using PicoClaw.Hosting.DeadLetters.Malformed;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Egress.DeadLetters;

/// <summary>Takes a reply that was set aside into the outbox; it is late, and says so. A notification has its own term.</summary>
internal sealed class ReplyDoor(OutboxIntake intake, IServiceProvider services) : IIntakeDoor
{
    public string Intake => Intakes.Egress;

    public async Task<ReplayResult> TakeAsync(string body, CancellationToken cancellationToken)
    {
        if (Envelope.TryRead<SendNotification>(body, out var notification, out _))
        {
            // Only a replay needs the accounts that it asks for: the list is read without any.
            await services.GetRequiredService<NotificationDoor>().TakeAsync(notification, cancellationToken);
            return ReplayResult.Done;
        }

        if (!Envelope.TryRead<DeliverMessage>(body, out var message, out var problem))
        {
            return new ReplayResult($"This version cannot read it either: {problem}");
        }

        await intake.PutAsync(LateReply.Of(message), cancellationToken);
        return ReplayResult.Done;
    }
}
