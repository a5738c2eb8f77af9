using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Models.Pipeline;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Models;

internal static class ModelServiceCollectionExtensions
{
    /// <summary>One <see cref="IChatClient"/>; <see cref="ChatOptions.ModelId"/> of a call is a <c>model_name</c>, or null for the default.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        // Not the whole root: an environment variable that happens to be called TEMPERATURE says nothing about models.
        services.AddOptions<ModelsOptions>()
            .Configure<IConfiguration>((options, configuration) => configuration.GetSection(nameof(options.Models)).Bind(options.Models))
            .BindConfiguration("Agent:Defaults")
            .ValidateOnStart()
            .AsLive();
        services.AddSingleton<IValidateOptions<ModelsOptions>, ModelsOptionsValidator>();
        services.AddSingleton<ModelFailures>();
        services.AddSingleton<ModelHealth>();
        services.AddHealthChecks().AddCheck<ModelHealth>("models", tags: ["ready"]);
        services.AddSingleton<ModelCatalog>();
        services.AddSingleton<ModelOutcomes>();
        services.AddSingleton<ModelClientFactory>();
        services.AddSingleton<ModelPipeline>();
        services.AddSingleton(provider => provider.GetRequiredService<ModelPipeline>().Create());
        return services;
    }
}
