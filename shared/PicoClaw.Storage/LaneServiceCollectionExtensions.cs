using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PicoClaw.Storage.Lanes;
using PicoClaw.Storage.Lanes.Monitoring;
using PicoClaw.Storage.Lanes.Notifications;
using PicoClaw.Storage.Lanes.Presence;
using PicoClaw.Storage.Postgres;

namespace PicoClaw.Storage;

public static class LaneServiceCollectionExtensions
{
    /// <summary>
    /// Gives a service lanes in its store (see <see cref="StoreServiceCollectionExtensions.AddStore"/>): a <see cref="LaneTable"/> and a
    /// <see cref="LaneSignal"/> keyed by <paramref name="service"/>. <typeparamref name="TWork"/> is called for every lane that has work.
    /// </summary>
    public static IServiceCollection AddLanes<TWork>(this IServiceCollection services, string service, Action<LaneOptions>? configure = null)
        where TWork : class, ILaneWork
    {
        services
            .AddOptions<LaneOptions>(service)
            .Configure(configure ?? (_ => { }))
            .BindConfiguration(LaneOptions.SectionName)
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LaneOptions>, LaneOptionsValidator>());
        services.AddKeyedSingleton(service, (provider, _) => CreateNotifier(provider, service));
        services.AddKeyedSingleton(service, (provider, _) => CreatePresence(provider, service));
        services.AddKeyedSingleton(
            service, (provider, _) => new LaneTable(provider.GetRequiredKeyedService<IStore>(service), Options(provider, service).LeaseTime));
        services.AddKeyedSingleton(service, (_, _) => new LaneSignal());
        services.AddKeyedSingleton(service, (provider, _) => new LaneStatus(service, provider.GetService<IMeterFactory>()));
        services.TryAddSingleton<TWork>();
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            service + "-lanes",
            provider => new StuckLanesHealthCheck(provider.GetRequiredKeyedService<LaneStatus>(service)),
            HealthStatus.Unhealthy,
            ["ready"]));

        // Services may share a process, so each adds its own: AddHostedService would keep the first of a type only.
        services.AddSingleton<IHostedService>(provider => CreateRunner<TWork>(provider, service));
        services.AddSingleton<IHostedService>(provider => CreateWatch(provider, service));
        return services.AddSingleton<IHostedService>(provider => CreateMaintenance(provider, service));
    }

    private static ILaneNotifier CreateNotifier(IServiceProvider provider, string service) =>
        provider.FindPostgres(service) is { } address
            ? new PostgresLaneNotifier(
                provider.GetRequiredKeyedService<IStore>(service),
                address,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<PostgresLaneNotifier>>())
            : new NoLaneNotifier();

    private static ILanePresence CreatePresence(IServiceProvider provider, string service) =>
        provider.FindPostgres(service) is { } address
            ? new PostgresPresence(
                address,
                Options(provider, service).AbsenceTime,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<PostgresPresence>>())
            : new NoLanePresence();

    private static LaneRunner CreateRunner<TWork>(IServiceProvider provider, string service)
        where TWork : class, ILaneWork => new(
            provider.GetRequiredKeyedService<LaneTable>(service),
            new CountedWork(provider.GetRequiredService<TWork>(), provider.GetRequiredKeyedService<LaneStatus>(service)),
            provider.GetRequiredKeyedService<LaneSignal>(service),
            new LanePeers(provider.GetRequiredKeyedService<ILaneNotifier>(service), provider.GetRequiredKeyedService<ILanePresence>(service)),
            Options(provider, service),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LaneRunner>>());

    private static AbsenceWatch CreateWatch(IServiceProvider provider, string service) => new(
        provider.GetRequiredKeyedService<LaneTable>(service),
        provider.GetRequiredKeyedService<ILaneNotifier>(service),
        Options(provider, service).AbsenceTime,
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<AbsenceWatch>>());

    private static LaneMaintenance CreateMaintenance(IServiceProvider provider, string service) => new(
        provider.GetRequiredKeyedService<LaneTable>(service),
        provider.GetRequiredKeyedService<LaneStatus>(service),
        Options(provider, service).SweepInterval,
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<LaneMaintenance>>());

    private static LaneOptions Options(IServiceProvider provider, string service) =>
        provider.GetRequiredService<IOptionsMonitor<LaneOptions>>().Get(service);
}
