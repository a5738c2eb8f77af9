using Microsoft.Extensions.DependencyInjection.Extensions;
using PicoClaw.Hosting;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Lanes;

internal static class LaneServiceCollectionExtensions
{
    /// <summary>The agent's store and the lanes of its conversations.</summary>
    public static IServiceCollection AddConversationLanes(this IServiceCollection services)
    {
        services.AddStore(AgentService.Name, typeof(AgentService).Assembly);
        services.AddLanes<ConversationWork>(AgentService.Name);
        services.AddSingleton<WaitingWork>();
        services.AddSingleton<WorkInterrupter>();
        services.AddSingleton<SentMarks>();
        services.AddSingleton<ReplySender>();
        services.AddSingleton<UncommittedOutcomes>();
        services.AddSingleton<OutcomeCommitter>();
        services.AddSingleton<TurnReporter>();
        services.TryAddSingleton<AnswersInProgress>();
        services.AddSingleton<LongTurnNote>();
        services.AddSingleton<TurnAsides>();
        services.AddSingleton<TurnWork>();
        services.AddSingleton<TurnRunner>();
        services.AddSingleton<IdleSummarizer>();
        return services;
    }
}
