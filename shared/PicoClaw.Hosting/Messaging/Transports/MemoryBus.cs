using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace PicoClaw.Hosting.Messaging.Transports;

/// <summary>All services in one process. Its messages die with the process, so its sender waits for the consumer's commit.</summary>
internal static class MemoryBus
{
    public static void Configure(IBusRegistrationContext context, IInMemoryBusFactoryConfigurator bus)
    {
        foreach (var intake in Intake.ByQueue(context.GetServices<Intake>()))
        {
            bus.ReceiveEndpoint(intake.Queue, endpoint =>
            {
                endpoint.ConfigureConsumeTopology = intake.IsOfEvents;
                endpoint.ConcurrentMessageLimit = intake.AtOnce;
                if (intake.MayLose)
                {
                    endpoint.DiscardFaultedMessages();
                }

                intake.ConfigureConsumer(endpoint, context);
            });
        }
    }
}
