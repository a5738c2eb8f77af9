using MassTransit;
using PicoClaw.Contracts;

namespace PicoClaw.Agent.Deliveries;

/// <summary>Notes the platform's key of a delivered reply, so that a quote of it can be shown to the model.</summary>
internal sealed class MessageDeliveredConsumer(DeliveryTable table, ILogger<MessageDeliveredConsumer> logger) : IConsumer<MessageDelivered>
{
    public async Task Consume(ConsumeContext<MessageDelivered> context)
    {
        if (context.Message is not { DeliveryKey: { Length: > 0 } key } delivered)
        {
            return;
        }

        try
        {
            await table.PutAsync(delivered.Id, delivered.Conversation, key, context.CancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ObjectDisposedException))
        {
            Log.DeliveryNotNoted(logger, delivered.Id, exception.Message);
        }
    }
}
