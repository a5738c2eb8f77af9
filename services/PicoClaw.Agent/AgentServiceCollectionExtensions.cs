using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Models;
using PicoClaw.Agent.Tools;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Agent;

public static class AgentServiceCollectionExtensions
{
    /// <summary>Takes <see cref="Contracts.MessageReceived"/>, holds the conversations, sends <see cref="Contracts.DeliverMessage"/>.</summary>
    public static IServiceCollection AddAgent(this IServiceCollection services)
    {
        services.AddModels();
        services.AddTools();
        services.AddConversations();
        services.AddCommands();
        services.AddIntake<MessageReceivedConsumer>(Intakes.Agent, Mailbox.MostAtOnce);
        return services;
    }
}
