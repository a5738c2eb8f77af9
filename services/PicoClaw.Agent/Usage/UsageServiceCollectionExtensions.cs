namespace PicoClaw.Agent.Usage;

internal static class UsageServiceCollectionExtensions
{
    public static IServiceCollection AddUsage(this IServiceCollection services)
    {
        services.AddSingleton<UsageStore>();
        return services;
    }
}
