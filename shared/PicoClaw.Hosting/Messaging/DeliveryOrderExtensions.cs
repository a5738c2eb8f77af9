using MassTransit;
using PicoClaw.Hosting.Messaging.Transports;

namespace PicoClaw.Hosting.Messaging;

public static class DeliveryOrderExtensions
{
    /// <summary>
    /// Calls <paramref name="put"/> for one delivery after another, in the broker's order, without waiting for the task that it returns:
    /// whatever it does before its first await is in order. In memory, deliveries have no order; a sender that waits for each commit keeps its own.
    /// </summary>
    public static async Task InOrderAsync(this ConsumeContext context, Func<Task> put)
    {
        var position = context.TryGetPayload(out DeliveryPosition? found) ? found : null;
        await (position?.EnterAsync() ?? Task.CompletedTask);
        Task putting;
        try
        {
            putting = put();
        }
        finally
        {
            position?.Pass();
        }

        await putting;
    }
}
