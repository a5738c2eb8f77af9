using PicoClaw.Agent.Tools.Files;
using PicoClaw.Agent.Tools.Mcp;
using PicoClaw.Agent.Workspaces;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Tools;

internal static class ToolServiceCollectionExtensions
{
    private static readonly string[] ForbiddenKeys = ["PicoClaw:ConfigFile", "Store:Directory", "Ingress:Spool:Directory"];

    /// <summary>The tools that models are offered. A new built-in tool is one more <see cref="IToolSource"/>.</summary>
    public static IServiceCollection AddTools(this IServiceCollection services)
    {
        services.AddOptions<ToolOptions>()
            .BindConfiguration("Agent:Defaults")
            .Configure<IConfiguration>((options, configuration) =>
            {
                configuration.GetSection(nameof(options.McpServers)).Bind(options.McpServers);
                options.Forbidden = [.. ForbiddenKeys.Select(key => configuration[key]).OfType<string>().Where(path => path.Length > 0)];
            })
            .AsLive();
        services.AddWorkspace();
        services.AddSingleton<Toolbox>();
        services.AddSingleton<IToolSource, CurrentTime>();
        services.AddSingleton<IToolSource, Remember>();
        services.AddSingleton<OutgoingFiles>();
        services.AddSingleton<IToolSource, SendFile>();
        services.AddSingleton<McpServers>();
        services.AddSingleton<IToolSource>(provider => provider.GetRequiredService<McpServers>());
        services.AddHostedService(provider => provider.GetRequiredService<McpServers>());
        return services;
    }
}
