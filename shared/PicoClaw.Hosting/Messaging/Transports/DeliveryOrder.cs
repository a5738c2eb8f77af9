using System.Runtime.CompilerServices;
using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace PicoClaw.Hosting.Messaging.Transports;

/// <summary>
/// Gives each delivery its position among those of its channel, so that a consumer that handles several at once can keep their order:
/// <see cref="DeliveryOrderExtensions.InOrderAsync"/>.
/// </summary>
internal sealed class DeliveryOrder(TimeProvider time) : IReceiveObserver, IReceiveEndpointObserver
{
    // A commit takes milliseconds. One that waits for a store that is away is repeated by the next consumer.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    private readonly ConditionalWeakTable<IChannel, DeliverySequencer> _sequencers = [];

    public Task PreReceive(ReceiveContext context)
    {
        if (context.TryGetPayload(out ChannelContext? channel) && context.TryGetPayload(out RabbitMqBasicConsumeContext? delivery))
        {
            var sequencer = _sequencers.GetValue(channel.Channel, Open);
            context.GetOrAddPayload(() => new DeliveryPosition(sequencer, delivery.DeliveryTag));
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
    /// Finishes the deliveries in work, then aborts the channel, which requeues the rest in order. Cancelling the consumer alone would requeue
    /// the messages it holds behind those on their way to it, and the next consumer would start beside it.
    /// </summary>
    public async Task Stopping(ReceiveEndpointStopping stopping)
    {
        foreach (var (channel, sequencer) in _sequencers.Where(pair => pair.Value.IsUsed && pair.Key.IsOpen))
        {
            await Task.WhenAny(sequencer.HoldAsync(), Task.Delay(StopPatience, time));
            var aborted = channel.AbortAsync();

            // Not before the abort, or waiting deliveries would be requeued one by one. The abort itself waits for the handlers.
            sequencer.Close();
            await Task.WhenAny(aborted, Task.Delay(StopPatience, time));
        }
    }

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;

    private static Task EndAsync(ReceiveContext context)
    {
        if (context.TryGetPayload(out DeliveryPosition? position))
        {
            position.End();
        }

        return Task.CompletedTask;
    }

    private static DeliverySequencer Open(IChannel channel)
    {
        var sequencer = new DeliverySequencer();
        channel.ChannelShutdownAsync += (_, _) =>
        {
            sequencer.Close();
            return Task.CompletedTask;
        };
        return sequencer;
    }
}
