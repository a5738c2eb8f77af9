using Microsoft.Extensions.Hosting;

namespace PicoClaw.Storage.Blobs;

/// <summary>Brings the tables of blobs up to date before anything else of the process starts. A folder is made with its first file.</summary>
internal sealed class BlobPreparation(IBlobStore blobs) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) =>
        blobs is PostgresBlobStore postgres ? postgres.MigrateAsync(cancellationToken) : Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
