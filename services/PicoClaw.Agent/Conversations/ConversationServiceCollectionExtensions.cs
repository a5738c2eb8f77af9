using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Prompts;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Workspaces;
using PicoClaw.Hosting;
using PicoClaw.Storage;

namespace PicoClaw.Agent.Conversations;

internal static class ConversationServiceCollectionExtensions
{
    /// <summary>Mailbox, turns, history, prompts and what becomes of them.</summary>
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.AddOptions<ConversationOptions>()
            .BindConfiguration(ConversationOptions.SectionName)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConversationOptions>, ConversationOptionsValidator>();
        services.AddOptions<SessionScopeOptions>().BindConfiguration(SessionScopeOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SessionScopeOptions>, SessionScopeOptionsValidator>();
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.SectionName).ValidateOnStart();

        services.AddMetrics();
        services.AddSingleton<AgentMetrics>();
        services.AddSingleton<MailboxWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<MailboxWatch>());

        // Before the lanes, so that it stops after them.
        services.AddSingleton<LostStarts>();
        services.AddHostedService(provider => provider.GetRequiredService<LostStarts>());
        services.AddSingleton<OutcomesInHand>();
        services.AddStore(AgentService.Name, typeof(AgentService).Assembly);
        services.AddLanes<ConversationWork>(AgentService.Name);
        services.AddSingleton<ConversationKey>();
        services.AddSingleton<Mailbox>();
        services.AddSingleton<TurnStore>();
        services.AddSingleton<TurnEnd>();
        services.AddSingleton<HistoryStore>();
        services.AddSingleton<UsageStore>();
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<ReplySender>();
        services.AddSingleton<Watch>();
        services.AddSingleton<TokenCounter>();
        services.AddSingleton<Responder>();
        services.AddSingleton<Summarizer>();
        services.AddSingleton<QuestionAnswerer>();
        services.AddSingleton<TurnAnswerer>();
        services.TryAddSingleton<AnswersInProgress>();
        services.AddSingleton<TurnLog>();
        services.AddSingleton<TurnRunner>();
        services.AddSingleton<LanguageChooser>();
        services.AddSingleton<Retention>();
        services.AddHostedService<RetentionService>();
        return services.AddPrompts();
    }

    // The order is that of the prompt.
    private static IServiceCollection AddPrompts(this IServiceCollection services)
    {
        services.AddWorkspace();
        services.AddSingleton<SystemPrompt>();
        services.AddSingleton<PromptBuilder>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPromptPart, IdentityPart>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPromptPart, RulesPart>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPromptPart, WorkspacePart>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPromptPart, MemoryPart>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPromptPart, ChatPart>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPromptPart, SenderPart>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPromptPart, SummaryPart>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPromptPart, TimePart>());
        return services;
    }
}
