using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace PicoClaw.Hosting.Health;

internal static class HealthServiceCollectionExtensions
{
    /// <summary><c>/health</c> and <c>/ready</c>. A service adds its checks with the tag "ready".</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks();
        services.AddSingleton<IPostConfigureOptions<HealthCheckServiceOptions>, LimitedChecks>();
        return services.AddEndpoints<HealthEndpoints>();
    }
}
