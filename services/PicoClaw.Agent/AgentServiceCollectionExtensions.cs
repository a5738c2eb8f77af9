using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Models;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Agent;

public static class AgentServiceCollectionExtensions
{
    /// <summary>Takes <see cref="Contracts.MessageReceived"/>, holds the conversations, sends <see cref="Contracts.DeliverMessage"/>.</summary>
    public static IServiceCollection AddAgent(this IServiceCollection services)
    {
        // Not the whole root: an environment variable that happens to be called TEMPERATURE is none of ours.
        services.AddOptions<AgentOptions>()
            .Configure<IConfiguration>((options, configuration) => configuration.GetSection(nameof(options.Models)).Bind(options.Models))
            .BindConfiguration("Agent:Defaults")
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<AgentOptions>, AgentOptionsValidator>();
        services.AddSingleton<IChatClient>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<AgentOptions>>().Value;
            if (options.Model is null)
            {
                Log.Echoing(provider.GetRequiredService<ILogger<EchoChatClient>>());
            }

            if (UnusedSettings.In(provider.GetRequiredService<IConfiguration>()) is { Count: > 0 } unused)
            {
                Log.SettingsUnused(provider.GetRequiredService<ILogger<AgentOptions>>(), string.Join(", ", unused));
            }

            return ModelClientFactory.Create(options);
        });
        services.AddSingleton<ModelFailures>();
        services.AddSingleton<ModelCatalog>();

        services.AddConversations();
        services.AddCommands();
        services.AddIntake<MessageReceivedConsumer>(Intakes.Agent);
        return services;
    }
}
