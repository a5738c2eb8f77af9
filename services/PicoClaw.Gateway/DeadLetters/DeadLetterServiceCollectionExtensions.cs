using PicoClaw.Hosting;

namespace PicoClaw.Gateway.DeadLetters;

internal static class DeadLetterServiceCollectionExtensions
{
    /// <summary>Lets <c>picoclaw dead</c> reach the store of this process. A PostgreSQL store needs none of it.</summary>
    public static IServiceCollection AddControl(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["Store:Postgres"] is { Length: > 0 })
        {
            return services;
        }

        services.AddSingleton<ControlKey>();
        services.AddHostedService<ControlService>();
        return services.AddEndpoints<DeadLetterEndpoints>();
    }
}
