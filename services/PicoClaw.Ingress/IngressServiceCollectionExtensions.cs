using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.Telemetry;
using PicoClaw.Ingress.Links;
using PicoClaw.Ingress.Spool;

namespace PicoClaw.Ingress;

public static class IngressServiceCollectionExtensions
{
    /// <summary>Keeps the Stream links open and sends <see cref="Contracts.MessageReceived"/> and <see cref="Contracts.ActionReceived"/>.</summary>
    public static IServiceCollection AddIngress(this IServiceCollection services)
    {
        services.AddAccounts();

        // The request for a link holds the client secret, so no redirect is followed. A link's ticket is part of an address, so nothing is logged here.
        services.AddHttpClient(StreamLinkFactory.HttpClientName)
            .UseSocketsHttpHandler((handler, _) => handler.AllowAutoRedirect = false)
            .RemoveAllLoggers();
        services.AddMetrics();
        services.AddTelemetrySource("DingTalk.Stream.SDK");
        services.AddTelemetrySource(IngressTrace.SourceName);
        services.AddSingleton<IngressMetrics>();
        services.AddSingleton<StreamLinkFactory>();
        services.AddSingleton<StreamLinks>();
        services.AddHealthChecks().AddCheck<StreamHealthCheck>("stream", tags: ["ready"]);
        services.AddSpool();
        services.AddHostedService<StreamLinksService>();
        return services;
    }
}
