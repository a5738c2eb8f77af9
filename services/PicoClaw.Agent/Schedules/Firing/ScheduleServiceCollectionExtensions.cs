using Microsoft.Extensions.Options;
using PicoClaw.Agent.Schedules.Tools;
using PicoClaw.Agent.Tools;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Schedules.Firing;

internal static class ScheduleServiceCollectionExtensions
{
    /// <summary>Turns that no message begins.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services)
    {
        services.AddOptions<ScheduleOptions>()
            .BindConfiguration(ScheduleOptions.SectionName)
            .Configure<IConfiguration>((options, configuration) => configuration.GetSection(nameof(options.Schedules)).Bind(options.Schedules))
            .ValidateOnStart()
            .AsLive();
        services.AddSingleton<IValidateOptions<ScheduleOptions>, ScheduleOptionsValidator>();
        services.AddSingleton<ScheduleStore>();
        services.AddSingleton<ScheduleMaker>();
        services.AddSingleton<ITurnToolSource, ScheduleTool>();
        services.AddSingleton<ScheduleMetrics>();
        services.AddSingleton<ConfiguredSchedules>();
        services.AddSingleton<DueSchedules>();
        services.AddHostedService<ScheduleService>();
        return services;
    }
}
