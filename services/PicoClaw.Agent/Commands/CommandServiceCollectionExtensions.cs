using Microsoft.Extensions.DependencyInjection.Extensions;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Commands;

internal static class CommandServiceCollectionExtensions
{
    /// <summary>The commands. /help lists them in this order.</summary>
    public static IServiceCollection AddCommands(this IServiceCollection services)
    {
        services.AddOptions<CommandOptions>().BindConfiguration(CommandOptions.SectionName).AsLive();
        services.AddSingleton<Admins>();
        services.AddSingleton<CommandTable>();
        services.AddSingleton<CardPlans>();
        services.AddBroadcast<CardPlanReportedConsumer>(Intakes.CardPlans, CardPlanReportedConsumer.AtOnce);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommand, HelpCommand>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommand, StartCommand>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommand, NewCommand>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommand, StopCommand>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommand, RetryCommand>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommand, FeedbackCommand>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommand, RemindCommand>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommand, SchedulesCommand>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommand, StatusCommand>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommand, IdCommand>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommand, ContextCommand>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommand, ModelCommand>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommand, ModelsCommand>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommand, ShowCommand>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ICommand, ListCommand>());
        return services;
    }
}
