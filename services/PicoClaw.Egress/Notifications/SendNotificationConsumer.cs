using MassTransit;
using PicoClaw.Contracts;
using PicoClaw.Hosting.DeadLetters.Malformed;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Egress.Notifications;

/// <summary>
/// Takes a notification from the broker by committing it to the store. One that is not in order becomes a dead letter that says why.
/// </summary>
internal sealed class SendNotificationConsumer(NotificationDoor door, LastResort lastResort) : IConsumer<SendNotification>
{
    public async Task Consume(ConsumeContext<SendNotification> context)
    {
        using var trace = EgressTrace.Notification(context.Message.Id);
        await lastResort.TakeAsync(context, Intakes.Egress, PutAsync, PutAsync);

        Task PutAsync() => door.TakeAsync(context.Message, context.CancellationToken);
    }
}
