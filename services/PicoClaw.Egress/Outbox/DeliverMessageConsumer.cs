using MassTransit;
using PicoClaw.Contracts;
using PicoClaw.Hosting.DeadLetters.Malformed;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Egress.Outbox;

/// <summary>Takes a reply from the broker by committing it to the outbox.</summary>
internal sealed class DeliverMessageConsumer(OutboxIntake intake, LastResort lastResort) : IConsumer<DeliverMessage>
{
    public async Task Consume(ConsumeContext<DeliverMessage> context)
    {
        using var trace = EgressTrace.Intake(context.Message.Id);
        await lastResort.TakeAsync(context, Intakes.Egress, PutAsync, PutAsync);

        Task PutAsync() => intake.PutAsync(context.Message, context.CancellationToken);
    }
}
