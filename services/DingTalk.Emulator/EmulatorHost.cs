using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace DingTalk.Emulator;

// Runs a local DingTalk in this process: gateway, Stream, webhooks, OpenAPI, faults and the chat page at one address.
public sealed class EmulatorHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EmulatorHost(WebApplication app) => _app = app;

    // The bound address (with the actual port instead of 0), usable by a client on this machine.
    public Uri Address =>
        Connectable(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    internal IServiceProvider Services => _app.Services;

    // Throws OptionsValidationException for invalid options, and IOException for an address that is not available; the caller adds to its
    // message where the address was set.
    public static Task<EmulatorHost> StartAsync(EmulatorOptions options, TimeProvider? time = null, CancellationToken ct = default) =>
        StartAsync(options, time ?? TimeProvider.System, _ => { }, ct);

    internal static async Task<EmulatorHost> StartAsync(
        EmulatorOptions options, TimeProvider time, Action<ILoggingBuilder> logging, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (new EmulatorOptionsValidator().Validate(null, options) is { Failed: true } bad)
        {
            throw new OptionsValidationException(EmulatorOptions.SectionName, typeof(EmulatorOptions), bad.Failures);
        }

        // The empty builder reads no environment: another process's ASPNETCORE_ variables are not meant for the emulator.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(options.Url);
        builder.Logging.SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        logging(builder.Logging);
        builder.Services.AddEmulator(options, time);
        var app = builder.Build();
        app.MapEmulator();
        try
        {
            await app.StartAsync(ct);
        }
        catch (Exception failed)
        {
            await app.DisposeAsync();
            if (failed is IOException or SocketException)
            {
                throw new IOException($"The DingTalk emulator cannot listen on {options.Url} ({failed.Message.TrimEnd('.')})", failed);
            }

            throw;
        }

        var host = new EmulatorHost(app);
        Log.Started(app.Logger, host.Address, options.Apps.Count);
        return host;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    // A client cannot connect to a wildcard address.
    internal static Uri Connectable(string address) => new(address
        .Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal)
        .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
        .Replace("//+", "//127.0.0.1", StringComparison.Ordinal)
        .Replace("//*", "//127.0.0.1", StringComparison.Ordinal));
}
