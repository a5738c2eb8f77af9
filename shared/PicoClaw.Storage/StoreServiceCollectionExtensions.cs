using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PicoClaw.Storage.Lanes;
using PicoClaw.Storage.Lanes.Monitoring;
using PicoClaw.Storage.Lanes.Notifications;
using PicoClaw.Storage.Migrations;
using PicoClaw.Storage.Postgres;
using PicoClaw.Storage.Sqlite;

namespace PicoClaw.Storage;

public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Gives a service its store and its lanes, keyed by <paramref name="service"/>: <see cref="IStore"/>, <see cref="LaneTable"/> and <see cref="LaneSignal"/>;
    /// <typeparamref name="TWork"/> is called for every lane that has work. The service's scripts are embedded under <c>Migrations</c>, those for one database only under <c>Migrations/Sqlite</c> or <c>Migrations/Postgres</c>.
    /// </summary>
    public static IServiceCollection AddLanes<TWork>(this IServiceCollection services, string service, Assembly migrations, Action<LaneOptions>? configure = null)
        where TWork : class, ILaneWork
    {
        services.AddOptions<StoreOptions>().BindConfiguration(StoreOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StoreOptions>, StoreOptionsValidator>());
        services.AddOptions<LaneOptions>(service).Configure(configure ?? (_ => { })).BindConfiguration(LaneOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LaneOptions>, LaneOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddKeyedSingleton<IStore>(service, (provider, _) => CreateStore(provider, service, migrations));
        services.AddKeyedSingleton<ILaneNotifier>(service, (provider, _) => CreateBell(provider, service));
        services.AddKeyedSingleton(service, (provider, _) => new LaneTable(provider.GetRequiredKeyedService<IStore>(service), Lanes(provider, service).LeaseTime));
        services.AddKeyedSingleton(service, (_, _) => new LaneSignal());
        services.AddKeyedSingleton(service, (provider, _) => new LaneStatus(service, provider.GetService<IMeterFactory>()));
        services.TryAddSingleton<TWork>();
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            service + "-store", provider => new StoreHealthCheck(provider.GetRequiredKeyedService<IStore>(service)), HealthStatus.Unhealthy, ["ready"], TimeSpan.FromSeconds(2)))
            .Add(new HealthCheckRegistration(
                service + "-lanes", provider => new StuckLanesHealthCheck(provider.GetRequiredKeyedService<LaneStatus>(service)), HealthStatus.Unhealthy, ["ready"]));

        // Two services may share a process, so each adds its own instances: AddHostedService would keep the first of a type only.
        services.AddSingleton<IHostedService>(provider => new StoreMigration(provider.GetRequiredKeyedService<IStore>(service)));
        services.AddSingleton<IHostedService>(provider => new LaneRunner(
            provider.GetRequiredKeyedService<LaneTable>(service),
            new CountedWork(provider.GetRequiredService<TWork>(), provider.GetRequiredKeyedService<LaneStatus>(service)),
            provider.GetRequiredKeyedService<LaneSignal>(service),
            provider.GetRequiredKeyedService<ILaneNotifier>(service),
            Lanes(provider, service),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LaneRunner>>()));
        services.AddSingleton<IHostedService>(provider => new LaneMaintenance(
            provider.GetRequiredKeyedService<LaneTable>(service),
            provider.GetRequiredKeyedService<LaneStatus>(service),
            Lanes(provider, service).SweepInterval,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LaneMaintenance>>()));
        return services;
    }

    private static IStore CreateStore(IServiceProvider provider, string service, Assembly migrations)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        return PostgresOf(provider, service) is { } address
            ? new PostgresStore(address, migrations, time, provider.GetRequiredService<ILogger<PostgresStore>>())
            : new SqliteStore(Path.Combine(Options(provider).Directory, service + ".db"), migrations, time, provider.GetRequiredService<ILogger<SqliteStore>>());
    }

    private static ILaneNotifier CreateBell(IServiceProvider provider, string service) =>
        PostgresOf(provider, service) is { } address
            ? new PostgresLaneNotifier(
                provider.GetRequiredKeyedService<IStore>(service), address, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<PostgresLaneNotifier>>())
            : new NoLaneNotifier();

    private static PostgresAddress? PostgresOf(IServiceProvider provider, string service) =>
        Options(provider).Postgres is { Length: > 0 } address ? PostgresAddress.TryParse(address, service) : null;

    private static LaneOptions Lanes(IServiceProvider provider, string service) => provider.GetRequiredService<IOptionsMonitor<LaneOptions>>().Get(service);

    private static StoreOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<StoreOptions>>().Value;
}
