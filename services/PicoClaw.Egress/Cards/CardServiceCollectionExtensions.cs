using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Egress.Cards;

internal static class CardServiceCollectionExtensions
{
    /// <summary>Shows replies in the making on cards.</summary>
    public static IServiceCollection AddCards(this IServiceCollection services)
    {
        services.AddSingleton<CardTable>();
        services.AddSingleton<CardBooks>();
        services.AddSingleton<CardCaller>();
        services.AddSingleton<CardMetrics>();
        services.AddSingleton<CardPlanner>();
        services.AddSingleton<CardTools>();
        services.AddSingleton<CardInbox>();
        services.AddSingleton<CardDesks>();
        services.AddHostedService<CardSweeper>();
        services.AddSingleton<CardPlans>();
        services.AddHostedService<CardPlanReporter>();
        return services.AddBroadcast<ReplyProgressConsumer>(Intakes.Progress, ReplyProgressConsumer.AtOnce);
    }
}
