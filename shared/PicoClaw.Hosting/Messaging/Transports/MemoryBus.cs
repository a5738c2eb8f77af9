using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace PicoClaw.Hosting.Messaging;

/// <summary>All services in one process. What it holds dies with the process, which is why its sender waits for the consumer's commit.</summary>
internal static class MemoryBus
{
    public static void Configure(IBusRegistrationContext context, IInMemoryBusFactoryConfigurator bus)
    {
        foreach (var intake in context.GetServices<Intake>())
        {
            bus.ReceiveEndpoint(intake.Queue, endpoint =>
            {
                endpoint.ConfigureConsumeTopology = false;
                endpoint.ConcurrentMessageLimit = intake.AtOnce;
                intake.ConfigureConsumer(endpoint, context);
            });
        }
    }
}
