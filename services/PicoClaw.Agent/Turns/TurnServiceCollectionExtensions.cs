namespace PicoClaw.Agent.Turns;

internal static class TurnServiceCollectionExtensions
{
    /// <summary>
    /// Turns as the store keeps them. Before the lanes, so that lost starts are still written after the lanes have stopped.
    /// </summary>
    public static IServiceCollection AddTurns(this IServiceCollection services)
    {
        services.AddSingleton<LostStarts>();
        services.AddHostedService(provider => provider.GetRequiredService<LostStarts>());
        services.AddSingleton<ReplyWriter>();
        services.AddSingleton<TurnAnnouncer>();
        services.AddSingleton<StopAnswers>();
        services.AddSingleton<TurnRate>();
        services.AddSingleton<TurnStarter>();
        services.AddSingleton<TurnStore>();
        return services;
    }
}
