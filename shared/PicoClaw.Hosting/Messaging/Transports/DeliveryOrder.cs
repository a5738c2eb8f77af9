using System.Runtime.CompilerServices;
using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace PicoClaw.Hosting.Messaging;

/// <summary>
/// Knows the place of each delivery among those of its channel, so that a consumer that handles several at once can keep their order:
/// <see cref="DeliveryOrderExtensions.InOrderAsync"/>.
/// </summary>
internal sealed class DeliveryOrder(TimeProvider time) : IReceiveObserver, IReceiveEndpointObserver
{
    // A commit takes milliseconds; one that waits for a store that is away is done again by the next consumer.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    private readonly ConditionalWeakTable<IChannel, Turnstile> _turnstiles = [];

    public Task PreReceive(ReceiveContext context)
    {
        if (context.TryGetPayload(out ChannelContext? channel) && context.TryGetPayload(out RabbitMqBasicConsumeContext? delivery))
        {
            var turnstile = _turnstiles.GetValue(channel.Channel, Open);
            context.GetOrAddPayload(() => new DeliveryPlace(turnstile, delivery.DeliveryTag));
        }

        return Task.CompletedTask;
    }

    public Task PostReceive(ReceiveContext context) => EndAsync(context);

    public Task ReceiveFault(ReceiveContext context, Exception exception) => EndAsync(context);

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task Ready(ReceiveEndpointReady ready) => Task.CompletedTask;

    /// <summary>
    /// Finishes what is begun, then ends the channel, which gives the rest back in its order. A consumer that is only cancelled gives back what it holds later than what was on its way to it,
    /// and the next consumer starts beside it.
    /// </summary>
    public async Task Stopping(ReceiveEndpointStopping stopping)
    {
        foreach (var (channel, turnstile) in _turnstiles.Where(pair => pair.Value.IsUsed && pair.Key.IsOpen))
        {
            await Task.WhenAny(turnstile.HoldAsync(), Task.Delay(StopPatience, time));
            var aborted = channel.AbortAsync();

            // Only now, when nothing can be given back one by one any more. The end of the channel waits for its handlers.
            turnstile.Close();
            await Task.WhenAny(aborted, Task.Delay(StopPatience, time));
        }
    }

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;

    private static Task EndAsync(ReceiveContext context)
    {
        if (context.TryGetPayload(out DeliveryPlace? place))
        {
            place.End();
        }

        return Task.CompletedTask;
    }

    private static Turnstile Open(IChannel channel)
    {
        var turnstile = new Turnstile();
        channel.ChannelShutdownAsync += (_, _) =>
        {
            turnstile.Close();
            return Task.CompletedTask;
        };
        return turnstile;
    }
}
