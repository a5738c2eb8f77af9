using MassTransit;
using PicoClaw.Contracts;

namespace PicoClaw.Egress.Outbox;

/// <summary>Takes a reply from the broker by committing it to the outbox.</summary>
internal sealed class DeliverMessageConsumer(OutboxIntake intake) : IConsumer<DeliverMessage>
{
    public async Task Consume(ConsumeContext<DeliverMessage> context)
    {
        using var trace = EgressTrace.Intake(context.Message.Id);
        await intake.PutAsync(context.Message, context.CancellationToken);
    }
}
