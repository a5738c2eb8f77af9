using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PicoClaw.Hosting.Messaging.Transports;

/// <summary>
/// Quorum queues, each with a single active consumer that holds a batch of messages; throughput scales with the lanes behind them. Broadcasts have others.
/// </summary>
internal static class RabbitMqBus
{
    // Every lost connection counts as a delivery of each message held. Without a limit RabbitMQ 3 requeues at the tail and RabbitMQ 4 drops after 20.
    private const int DeliveryLimit = 10_000;

    private const int MostEvents = 20_000;

    private const int MostBroadcasts = 1000;

    // RabbitMQ closes the connection of a process that is silent for two to three of these (stopped, swapped out, cut off), and another replica becomes
    // the active consumer.
    // With the default of 60 s nothing was consumed for minutes.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    private static readonly string[] IntakeArguments =
        ["x-single-active-consumer", "x-delivery-limit", "x-dead-letter-exchange", "x-dead-letter-strategy", "x-overflow"];

    public static void Configure(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator bus)
    {
        bus.Host(new Uri(context.GetRequiredService<IOptions<BrokerOptions>>().Value.Address), host => host.Heartbeat(Heartbeat));
        bus.SendTopology.ConfigureErrorSettings = WithoutIntakeArguments;
        bus.SendTopology.ConfigureDeadLetterSettings = WithoutIntakeArguments;
        var intakes = Intake.ByQueue(context.GetServices<Intake>());
        var broadcasts = context.GetRequiredService<Broadcasts>();

        // A process that only sends would not connect before its first message, and its health would say nothing about the broker.
        bus.AutoStart = intakes.Count == 0;
        foreach (var intake in intakes)
        {
            bus.ReceiveEndpoint(intake.IsOfBroadcasts ? broadcasts.OwnQueueOf(intake.Queue) : intake.Queue, endpoint =>
            {
                endpoint.ConfigureConsumeTopology = intake.IsOfEvents;
                endpoint.PrefetchCount = intake.AtOnce;
                endpoint.ConcurrentMessageLimit = intake.AtOnce;
                Declare(endpoint, intake);
                intake.ConfigureConsumer(endpoint, context);
            });
        }
    }

    private static void Declare(IRabbitMqReceiveEndpointConfigurator endpoint, Intake intake)
    {
        if (intake.IsOfBroadcasts)
        {
            DeclareForBroadcasts(endpoint, intake.Queue);
        }
        else
        {
            endpoint.SetQuorumQueue();
        }

        if (intake.IsOfEvents)
        {
            // Beyond that the oldest go: a service that is gone for good must not fill the broker's disk.
            endpoint.SetQueueArgument("x-max-length", MostEvents);
        }

        if (intake.MayLose)
        {
            // A request that cannot be taken is asked again, or was given up; an event or a broadcast is only told.
            endpoint.DiscardFaultedMessages();
            endpoint.DiscardSkippedMessages();
        }
        else
        {
            endpoint.SingleActiveConsumer = true;
            endpoint.SetQueueArgument("x-delivery-limit", DeliveryLimit);
            endpoint.BindDeadLetterQueue(Intakes.Dead, Intakes.Dead, dead => dead.SetQuorumQueue());
        }
    }

    // Exclusive: RabbitMQ 4.3 refuses a queue that is neither durable nor exclusive. It goes with its connection, and the next one declares it again.
    private static void DeclareForBroadcasts(IRabbitMqReceiveEndpointConfigurator endpoint, string exchange)
    {
        endpoint.Durable = false;
        endpoint.AutoDelete = true;
        endpoint.Exclusive = true;
        endpoint.SetQueueArgument("x-message-ttl", (long)Broadcasts.Lifetime.TotalMilliseconds);
        endpoint.SetQueueArgument("x-max-length", MostBroadcasts);
        endpoint.SetQueueArgument("x-overflow", "drop-head");
        endpoint.Bind(exchange, source =>
        {
            source.Durable = false;
            source.AutoDelete = false;
        });
    }

    // People and commands read error queues: a single active consumer would lock them out, and a delivery limit would delete the messages they look at.
    private static void WithoutIntakeArguments(IRabbitMqQueueBindingConfigurator queue)
    {
        foreach (var argument in IntakeArguments)
        {
            queue.SetQueueArgument(argument, (object?)null);
        }
    }
}
