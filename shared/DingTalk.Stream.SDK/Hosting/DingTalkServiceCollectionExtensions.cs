using DingTalk.Stream;
using DingTalk.Stream.Hosting;
using DingTalk.Stream.OpenApi;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a bot with the generic host.</summary>
public static class DingTalkServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="DingTalkStreamClient"/> that runs as long as the host does, and a <see cref="RobotClient"/> with the same credentials (change
    /// <see cref="DingTalkApiOptions"/> for what only that needs). A stop of the host waits for handlers in flight; give it longer than
    /// <see cref="DingTalkStreamOptions.DrainTimeout"/>. For several apps in one process create the clients yourself.
    /// </summary>
    /// <param name="services">The host's services; a <see cref="TimeProvider"/> and logging are used if there.</param>
    /// <param name="configure">Sets credentials and limits. What is missing or out of range stops the start of the host.</param>
    /// <param name="handlers">Registers the handlers; gets the services of the host.</param>
    /// <returns>The services.</returns>
    /// <exception cref="InvalidOperationException">Called before.</exception>
    public static IServiceCollection AddDingTalkStream(
        this IServiceCollection services, Action<DingTalkStreamOptions> configure, Action<DingTalkStreamClient, IServiceProvider> handlers)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        ArgumentNullException.ThrowIfNull(handlers);
        if (services.Any(service => service.ServiceType == typeof(DingTalkStreamClient)))
        {
            throw new InvalidOperationException("A DingTalk app is registered already. For several apps in one process create the clients yourself.");
        }

        services.AddOptions<DingTalkStreamOptions>().Configure(configure);
        services.AddOptions<DingTalkApiOptions>().Configure<IOptions<DingTalkStreamOptions>>((api, stream) =>
            (api.ClientId, api.ClientSecret, api.ApiBaseAddress) = (stream.Value.ClientId, stream.Value.ClientSecret, stream.Value.ApiBaseAddress));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DingTalkHttp>();
        services.AddSingleton(provider =>
        {
            var client = new DingTalkStreamClient(
                provider.GetRequiredService<IOptions<DingTalkStreamOptions>>().Value,
                provider.GetRequiredService<DingTalkHttp>().Client,
                provider.GetRequiredService<TimeProvider>(),
                provider.LoggerOf<DingTalkStreamClient>());
            handlers(client, provider);
            return client;
        });
        services.AddSingleton(provider => new RobotClient(
            provider.GetRequiredService<IOptions<DingTalkApiOptions>>().Value,
            provider.GetRequiredService<DingTalkHttp>().Client,
            provider.GetRequiredService<TimeProvider>(),
            provider.LoggerOf<RobotClient>()));
        return services.AddHostedService<DingTalkStreamService>();
    }

    private static ILogger<T> LoggerOf<T>(this IServiceProvider provider) =>
        provider.GetService<ILoggerFactory>()?.CreateLogger<T>() ?? NullLogger<T>.Instance;
}
