using PicoClaw.Hosting.DeadLetters;

namespace PicoClaw.Agent.Housekeeping;

internal static class HousekeepingServiceCollectionExtensions
{
    /// <summary>Counts, dead letters and retention of the agent's store.</summary>
    public static IServiceCollection AddHousekeeping(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.SectionName).ValidateOnStart();
        services.AddSingleton<SilentConversations>();
        services.AddSingleton<Retention>();
        services.AddHostedService<RetentionService>();
        services.AddSingleton<MailboxFigures>();
        services.AddSingleton<MailboxCounter>();
        services.AddHostedService(provider => provider.GetRequiredService<MailboxCounter>());
        services.AddDeadLetters<FailedTurns>();
        return services;
    }
}
