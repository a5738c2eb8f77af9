namespace PicoClaw.Egress.Reactions;

internal static class ReactionServiceCollectionExtensions
{
    /// <summary>Shows on messages that their reply is being made.</summary>
    public static IServiceCollection AddReactions(this IServiceCollection services)
    {
        services.AddSingleton<ReactionTable>();
        services.AddSingleton<ReactionCaller>();
        services.AddSingleton<ReactionPauses>();
        services.AddSingleton<ReactionTools>();
        services.AddSingleton<ReactionWorks>();
        return services.AddHostedService<ReactionSweeper>();
    }
}
