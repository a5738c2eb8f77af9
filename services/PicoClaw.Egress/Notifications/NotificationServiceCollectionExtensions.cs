using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PicoClaw.Egress.Notifications.Http;
using PicoClaw.Hosting;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Egress.Notifications;

internal static class NotificationServiceCollectionExtensions
{
    /// <summary>Takes <see cref="Contracts.SendNotification"/> from the broker, and the same over HTTP.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<NotificationOptions>().BindConfiguration(NotificationOptions.SectionName).AsLive();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NotificationOptions>, NotificationOptionsValidator>());
        services.AddSingleton<NotificationTable>();
        services.AddSingleton<NotificationSignal>();
        services.AddSingleton<NotificationIntake>();
        services.AddSingleton<NotificationRules>();
        services.AddSingleton<NotificationMetrics>();
        services.AddSingleton<NotificationDoor>();
        services.AddSingleton<NotificationReleaser>();
        services.AddHostedService(provider => provider.GetRequiredService<NotificationReleaser>());
        services.AddSingleton<ClientTokens>();
        services.AddSingleton<FormReader>();
        services.AddSingleton<RequestReader>();
        services.AddSingleton<ReadReader>();
        services.AddSingleton<StatusReader>();
        services.AddEndpoints<MessageEndpoints>();
        return services.AddIntake<SendNotificationConsumer>(Intakes.Egress);
    }
}
