using PicoClaw.Hosting.Accounts;
using PicoClaw.Hosting.DeadLetters.Malformed;
using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Agent.Actions;

internal static class ActionServiceCollectionExtensions
{
    /// <summary>Takes presses from the broker, one after another: the second of a person's two counts.</summary>
    public static IServiceCollection AddActions(this IServiceCollection services)
    {
        services.AddAccountOptions();
        services.AddSingleton<PressedCommands>();
        services.AddSingleton<ActionIntake>();
        services.AddSingleton<IIntakeDoor, ActionDoor>();
        return services.AddIntake<ActionReceivedConsumer>(Intakes.Actions);
    }
}
