using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PicoClaw.Storage.Migrations;
using PicoClaw.Storage.Postgres;
using PicoClaw.Storage.Sqlite;

namespace PicoClaw.Storage;

public static class StoreServiceCollectionExtensions
{
    /// <summary>
    /// Gives a service its database: an <see cref="IStore"/> keyed by <paramref name="service"/>, brought up to date before anything else starts.
    /// Its scripts are embedded in <paramref name="migrations"/> under <c>Migrations</c>, those for one kind of database only under
    /// <c>Migrations/Sqlite</c> or <c>Migrations/Postgres</c>.
    /// </summary>
    public static IServiceCollection AddStore(this IServiceCollection services, string service, Assembly migrations)
    {
        services.AddOptions<StoreOptions>().BindConfiguration(StoreOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StoreOptions>, StoreOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddKeyedSingleton<IStore>(service, (provider, _) => CreateStore(provider, service, migrations));
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            service + "-store",
            provider => new StoreHealthCheck(provider.GetRequiredKeyedService<IStore>(service)),
            HealthStatus.Unhealthy,
            ["ready"]));

        // Services may share a process, so each adds its own: AddHostedService would keep the first of a type only.
        return services.AddSingleton<IHostedService>(provider => new StoreMigration(provider.GetRequiredKeyedService<IStore>(service)));
    }

    internal static PostgresAddress? FindPostgres(this IServiceProvider provider, string service) =>
        Options(provider).Postgres is { Length: > 0 } address ? PostgresAddress.TryParse(address, service) : null;

    private static IStore CreateStore(IServiceProvider provider, string service, Assembly migrations)
    {
        return provider.FindPostgres(service) is { } address
            ? new PostgresStore(address, migrations, provider.GetRequiredService<ILogger<PostgresStore>>())
            : new SqliteStore(
                Path.Combine(Options(provider).Directory, service + ".db"),
                migrations,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<SqliteStore>>());
    }

    private static StoreOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<StoreOptions>>().Value;
}
