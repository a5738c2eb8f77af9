using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Agent.Deliveries;

internal static class DeliveryServiceCollectionExtensions
{
    private const int MostAtOnce = 16;

    /// <summary>Notes what the platform calls the bot's replies.</summary>
    public static IServiceCollection AddDeliveries(this IServiceCollection services)
    {
        services.AddSingleton<DeliveryTable>();
        return services.AddEvents<MessageDeliveredConsumer>(Intakes.Deliveries, MostAtOnce);
    }
}
