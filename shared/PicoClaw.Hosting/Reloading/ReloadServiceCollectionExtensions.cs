using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PicoClaw.Hosting.Reloading;

internal static class ReloadServiceCollectionExtensions
{
    /// <summary>Follows config.json while the process runs; shown on <c>/ready</c> as "configuration".</summary>
    public static IServiceCollection AddReload(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new LiveSettings(provider.GetServices<ILivePart>()));
        services.AddSingleton<ConfigReloader>();
        services.AddHostedService<ConfigReloadService>();
        services.AddHealthChecks().AddCheck<ConfigHealthCheck>("configuration", tags: ["ready"]);
        return services;
    }
}
