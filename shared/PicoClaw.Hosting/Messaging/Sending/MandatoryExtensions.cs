using MassTransit;

namespace PicoClaw.Hosting.Messaging.Sending;

internal static class MandatoryExtensions
{
    public static void TrySetMandatory(this SendContext context)
    {
        if (context.TryGetPayload(out RabbitMqSendContext? rabbit))
        {
            rabbit.Mandatory = true;
        }
    }
}
