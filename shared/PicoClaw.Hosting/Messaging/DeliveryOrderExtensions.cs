using MassTransit;

namespace PicoClaw.Hosting.Messaging;

public static class DeliveryOrderExtensions
{
    /// <summary>
    /// Calls <paramref name="put"/> for one delivery after another, in the broker's order, without waiting for the task that it returns: what takes its place before its first await keeps the order.
    /// In memory deliveries have no order of their own; a sender that waits for each commit makes it.
    /// </summary>
    public static async Task InOrderAsync(this ConsumeContext context, Func<Task> put)
    {
        var place = context.TryGetPayload(out DeliveryPlace? found) ? found : null;
        await (place?.EnterAsync() ?? Task.CompletedTask);
        Task putting;
        try
        {
            putting = put();
        }
        finally
        {
            place?.Pass();
        }

        await putting;
    }
}
