using Microsoft.Extensions.Options;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Conversations;

internal static class ConversationServiceCollectionExtensions
{
    /// <summary>Keys, addresses and options of conversations.</summary>
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.AddOptions<ConversationOptions>().BindConfiguration(ConversationOptions.SectionName).ValidateOnStart().AsLive();
        services.AddSingleton<IValidateOptions<ConversationOptions>, ConversationOptionsValidator>();
        services.AddOptions<SessionScopeOptions>().BindConfiguration(SessionScopeOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SessionScopeOptions>, SessionScopeOptionsValidator>();
        services.AddSingleton<ConversationKey>();
        services.AddSingleton<ConversationStore>();
        return services;
    }
}
