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
    /// Adds a <see cref="DingTalkStreamClient"/> that runs as long as the host, and a <see cref="RobotClient"/> with the same credentials
    /// (its other settings are in <see cref="DingTalkApiOptions"/>). A stop of the host waits for running handlers, so its shutdown
    /// timeout must exceed <see cref="DingTalkStreamOptions.DrainTimeout"/>. For several apps in one process, create the clients
    /// yourself.
    /// </summary>
    /// <param name="services">The host's services; a registered <see cref="TimeProvider"/> and logging are used.</param>
    /// <param name="configure">Sets credentials and limits. A missing or out-of-range value stops the host's start.</param>
    /// <param name="handlers">Registers the handlers; receives the host's services.</param>
    /// <returns>The services.</returns>
    /// <exception cref="InvalidOperationException">Called twice.</exception>
    public static IServiceCollection AddDingTalkStream(
        this IServiceCollection services, Action<DingTalkStreamOptions> configure, Action<DingTalkStreamClient, IServiceProvider> handlers)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        ArgumentNullException.ThrowIfNull(handlers);
        if (services.Any(service => service.ServiceType == typeof(DingTalkStreamClient)))
        {
            throw new InvalidOperationException("A DingTalk app is already registered. For several apps in one process, create the clients yourself.");
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
