using MassTransit;
using PicoClaw.Contracts;

namespace PicoClaw.Egress.Outbox;

/// <summary>Takes a reply from the broker by committing it to the outbox.</summary>
internal sealed class DeliverMessageConsumer(OutboxIntake intake) : IConsumer<DeliverMessage>
{
    public Task Consume(ConsumeContext<DeliverMessage> context) => intake.PutAsync(context.Message, context.CancellationToken);
}
