using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Tests.Reloading;

internal static class RunningSettings
{
    /// <summary>Changes settings while the host runs, as a changed config.json does.</summary>
    public static void Change(this IServiceProvider services, params IEnumerable<(string Key, string Value)> settings)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        foreach (var (key, value) in settings)
        {
            configuration[key] = value;
        }

        services.GetRequiredService<LiveSettings>().Refresh();
    }
}
