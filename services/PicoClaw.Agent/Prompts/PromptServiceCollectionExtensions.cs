using Microsoft.Extensions.DependencyInjection.Extensions;
using PicoClaw.Agent.Workspaces;

namespace PicoClaw.Agent.Prompts;

internal static class PromptServiceCollectionExtensions
{
    /// <summary>What the model is told. The parts of the system prompt are in the order of their registration.</summary>
    public static IServiceCollection AddPrompts(this IServiceCollection services)
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
