using Microsoft.Extensions.Options;
using PicoClaw.Configuration;
using PicoClaw.Gateway.DeadLetters;
using PicoClaw.Gateway.Hosting;
using PicoClaw.Hosting.DeadLetters;
using PicoClaw.Storage;

namespace PicoClaw.Gateway.Commands.Dead;

/// <summary>
/// The way to the dead letters. A PostgreSQL store is open to all processes; the folder of a SQLite store belongs to one: the gateway that
/// runs is asked, and without one this process opens it.
/// </summary>
internal sealed class DeadLetterAccess : IAsyncDisposable
{
    private static readonly string[] Services = ["agent", "egress"];

    private readonly WebApplication _app;
    private readonly HttpClient? _http;

    private DeadLetterAccess(WebApplication app, HttpClient? http, IDeadLetters letters) => (_app, _http, Letters) = (app, http, letters);

    public IDeadLetters Letters { get; }

    /// <summary>Why the store does not answer, or null.</summary>
    public string? Fault =>
        Services.Select(service => _app.Services.GetRequiredKeyedService<IStore>(service).Fault).FirstOrDefault(fault => fault is not null);

    public static async Task<DeadLetterAccess> OpenAsync(GatewaySettings settings, CancellationToken cancellationToken)
    {
        var builder = GatewayHost.CreateBuilder(settings);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        try
        {
            var store = app.Services.GetRequiredService<IOptions<StoreOptions>>().Value;
            var http = store.Postgres is { Length: > 0 } ? null : await RunningGateway.FindAsync(store.Directory, cancellationToken);
            if (http is null && store.Postgres is not { Length: > 0 })
            {
                await OpenStoresAsync(app.Services, store.Directory, cancellationToken);
            }

            return new DeadLetterAccess(app, http, http is null ? app.Services.GetRequiredService<IDeadLetters>() : new RemoteDeadLetters(http));
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        await _app.DisposeAsync();
    }

    private static async Task OpenStoresAsync(IServiceProvider services, string folder, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            throw new ConfigException($"There is no store in {folder}: no bot has run with this configuration yet. A trial's store needs --emulator.");
        }

        try
        {
            foreach (var service in Services)
            {
                await services.GetRequiredKeyedService<IStore>(service).MigrateAsync(cancellationToken);
            }
        }
        catch (StoreInUseException exception)
        {
            throw new StoreInUseException(
                "Another PicoClaw process uses the store but does not answer here. "
                    + "Run this command as the user and in the container that runs picoclaw gateway, or stop that process.",
                exception);
        }
    }
}
