using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PicoClaw.Storage.Migrations;
using PicoClaw.Storage.Postgres;

namespace PicoClaw.Storage.Blobs;

public static class BlobServiceCollectionExtensions
{
    /// <summary>The <see cref="IBlobStore"/> that all services share: files beside a SQLite store, or a schema of the PostgreSQL database.</summary>
    public static IServiceCollection AddBlobs(this IServiceCollection services)
    {
        // Services that share a process share it, and clean it once.
        if (services.Any(service => service.ServiceType == typeof(IBlobStore)))
        {
            return services;
        }

        services.AddOptions<StoreOptions>().BindConfiguration(StoreOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StoreOptions>, StoreOptionsValidator>());
        services.AddOptions<BlobOptions>().BindConfiguration(BlobOptions.SectionName).ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(Create);
        services.AddHostedService<BlobPreparation>();
        services.AddSingleton<BlobCleaner>();
        return services.AddHostedService(provider => provider.GetRequiredService<BlobCleaner>());
    }

    private static IBlobStore Create(IServiceProvider provider)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        return provider.FindPostgres(PostgresBlobStore.Schema) is { } address
            ? new PostgresBlobStore(OpenStore(address, provider.GetRequiredService<ILogger<PostgresStore>>()), time)
            : new FolderBlobStore(Path.Combine(provider.GetRequiredService<IOptions<StoreOptions>>().Value.Directory, "blobs"), time);
    }

    internal static PostgresStore OpenStore(PostgresAddress address, ILogger<PostgresStore> logger) =>
        new(address, typeof(PostgresBlobStore).Assembly, logger, Migrator.Blobs);
}
