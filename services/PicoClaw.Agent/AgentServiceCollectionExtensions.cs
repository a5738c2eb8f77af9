using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Models;
using PicoClaw.Agent.Tools;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Storage;
using PicoClaw.Storage.Lanes;

namespace PicoClaw.Agent;

public static class AgentServiceCollectionExtensions
{
    /// <summary>Takes <see cref="Contracts.MessageReceived"/>, holds the conversations, sends <see cref="Contracts.DeliverMessage"/>.</summary>
    public static IServiceCollection AddAgent(this IServiceCollection services)
    {
        services.AddModels();
        services.AddTools();
        services.AddSingleton(provider => new Responder(
            provider.GetRequiredService<IChatClient>(),
            ChatOptionsOf(provider.GetRequiredService<IOptions<AgentOptions>>().Value)));

        services.AddLanes<ConversationWork>(AgentService.Name, typeof(AgentService).Assembly, new LaneOptions());
        services.AddSingleton<Mailbox>();
        services.AddSingleton<TurnStore>();
        services.AddSingleton<ReplySender>();
        services.AddIntake<MessageReceivedConsumer>(Intakes.Agent);
        return services;
    }

    private static ChatOptions ChatOptionsOf(AgentOptions options) =>
        new() { MaxOutputTokens = options.MaxTokens is > 0 ? options.MaxTokens : null, Temperature = options.Temperature ?? 0.7f };
}
