using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace PicoClaw.Agent.Models;

internal static class ModelServices
{
    /// <summary>One <see cref="IChatClient"/>; a call's <see cref="ChatOptions.ModelId"/> is a <c>model_name</c>, or nothing for the default.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        // Not the whole root: an environment variable that happens to be called TEMPERATURE says nothing about models.
        services.AddOptions<AgentOptions>()
            .Configure<IConfiguration>((options, configuration) => configuration.GetSection(nameof(options.Models)).Bind(options.Models))
            .BindConfiguration("Agent:Defaults")
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<AgentOptions>, AgentOptionsValidator>();
        services.AddSingleton<ModelFailures>();
        services.AddSingleton<ModelHealth>();
        services.AddHealthChecks().AddCheck<ModelHealth>("models", tags: ["ready"]);
        services.AddSingleton<ModelCatalog>();
        services.AddSingleton<ModelPipeline>();
        services.AddSingleton(provider => provider.GetRequiredService<ModelPipeline>().Create());
        return services;
    }
}
