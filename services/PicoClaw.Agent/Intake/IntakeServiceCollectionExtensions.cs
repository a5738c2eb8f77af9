using PicoClaw.Agent.Intake.Malformed;
using PicoClaw.Hosting.DeadLetters.Malformed;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Agent.Intake;

internal static class IntakeServiceCollectionExtensions
{
    /// <summary>Takes messages from the broker into the mailbox.</summary>
    public static IServiceCollection AddMailbox(this IServiceCollection services)
    {
        services.AddSingleton<MailboxWriter>();
        services.AddSingleton<Mailbox>();
        services.AddSingleton<Apology>();
        services.AddMalformed<MalformedMessages, MessageDoor>();
        services.AddIntake<MessageReceivedConsumer>(Intakes.Agent, Mailbox.MaxBatch);
        return services;
    }
}
