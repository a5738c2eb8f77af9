namespace PicoClaw.Ingress.Spool;

internal static class SpoolServiceCollectionExtensions
{
    /// <summary>Keeps messages on disk while the broker is away. Call it before what opens links.</summary>
    public static IServiceCollection AddSpool(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<SpoolOptions>().BindConfiguration(SpoolOptions.SectionName);
        services.AddSingleton<SpoolJournal>();
        services.AddSingleton<IntakeSpool>();
        services.AddSingleton<MessageOutlet>();
        services.AddHealthChecks().AddCheck<SpoolHealthCheck>("spool", tags: ["ready"]);
        services.AddHostedService<SpoolDrain>();
        return services;
    }
}
