using PicoClaw.Agent.Actions;
using PicoClaw.Agent.Answers;
using PicoClaw.Agent.Attachments;
using PicoClaw.Agent.Commands;
using PicoClaw.Agent.Conversations;
using PicoClaw.Agent.Deliveries;
using PicoClaw.Agent.Feedback;
using PicoClaw.Agent.History;
using PicoClaw.Agent.Housekeeping;
using PicoClaw.Agent.Intake;
using PicoClaw.Agent.Lanes;
using PicoClaw.Agent.Models;
using PicoClaw.Agent.Prompts;
using PicoClaw.Agent.Schedules.Firing;
using PicoClaw.Agent.Tools;
using PicoClaw.Agent.Turns;
using PicoClaw.Agent.Usage;
using PicoClaw.Storage.Blobs;

namespace PicoClaw.Agent;

public static class AgentServiceCollectionExtensions
{
    /// <summary>
    /// Takes <see cref="Contracts.MessageReceived"/> and <see cref="Contracts.ActionReceived"/>, holds the conversations, sends
    /// <see cref="Contracts.DeliverMessage"/>.
    /// </summary>
    public static IServiceCollection AddAgent(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<AgentMetrics>();
        services.AddBlobs();
        services.AddModels();
        services.AddTools();
        services.AddConversations();
        services.AddAttachments();
        services.AddUsage();
        services.AddHistory();
        services.AddAttachmentReading();
        services.AddPrompts();
        services.AddFeedback();
        services.AddCommands();

        // Services stop in the opposite order: turns after the lanes that run them.
        services.AddTurns();
        services.AddAnswers();
        services.AddConversationLanes();
        services.AddHousekeeping();
        services.AddMailbox();
        services.AddActions();
        services.AddDeliveries();
        services.AddSchedules();
        return services;
    }
}
