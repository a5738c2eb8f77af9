using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using PicoClaw.Storage;

namespace PicoClaw.Gateway.DeadLetters;

/// <summary>Says in the store's folder where this gateway answers, from its start to its stop.</summary>
internal sealed class ControlService(ControlKey key, IOptions<StoreOptions> store, IServer server, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        // The web server knows its port only once it listens, after all services have started.
        lifetime.ApplicationStarted.Register(() =>
        {
            if (server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address)
            {
                new ControlFile(address, key.Value).Write(store.Value.Directory);
            }
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(store.Value.Directory))
        {
            ControlFile.Delete(store.Value.Directory);
        }

        return Task.CompletedTask;
    }
}
