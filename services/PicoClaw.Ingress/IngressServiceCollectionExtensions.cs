using PicoClaw.Hosting.Accounts;
using PicoClaw.Ingress.Links;

namespace PicoClaw.Ingress;

public static class IngressServiceCollectionExtensions
{
    /// <summary>Holds the Stream links and sends <see cref="Contracts.MessageReceived"/>.</summary>
    public static IServiceCollection AddIngress(this IServiceCollection services)
    {
        services.AddAccounts();
        services.AddHttpClient(StreamLinkFactory.HttpClientName).RemoveAllLoggers();
        services.AddMetrics();
        services.AddSingleton<IngressMetrics>();
        services.AddSingleton<StreamLinkFactory>();
        services.AddSingleton<StreamLinks>();
        services.AddHealthChecks().AddCheck<StreamHealthCheck>("stream", tags: ["ready"]);
        services.AddHostedService<StreamLinksService>();
        return services;
    }
}
