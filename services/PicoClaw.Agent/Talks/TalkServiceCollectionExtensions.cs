using PicoClaw.Agent.History;
using PicoClaw.Agent.Models;
using PicoClaw.Agent.Prompts;
using PicoClaw.Agent.Tools;

namespace PicoClaw.Agent.Talks;

public static class TalkServiceCollectionExtensions
{
    /// <summary>A <see cref="LocalTalk"/>, without the store and the bus of the agent.</summary>
    public static IServiceCollection AddLocalTalk(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddModels();
        services.AddTools();
        services.AddPrompts();
        services.AddSingleton<TokenCounter>();
        services.AddSingleton(provider => new LocalTalk(provider));
        return services;
    }
}
