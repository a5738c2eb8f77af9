using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PicoClaw.Agent.Workspaces;

internal static class WorkspaceServiceCollectionExtensions
{
    /// <summary>By default the workspace is a folder in PicoClaw's home.</summary>
    public static IServiceCollection AddWorkspace(this IServiceCollection services)
    {
        services.AddOptions<WorkspaceOptions>()
            .BindConfiguration(WorkspaceOptions.SectionName)
            .PostConfigure<IConfiguration>((options, configuration) =>
                options.Workspace ??= configuration["PicoClaw:Home"] is { } home ? Path.Combine(home, "workspace") : null);
        services.TryAddSingleton<Workspace>();
        return services;
    }
}
