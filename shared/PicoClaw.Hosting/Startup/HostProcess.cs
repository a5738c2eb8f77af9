using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PicoClaw.Configuration;
using PicoClaw.Hosting.Proxies;

namespace PicoClaw.Hosting.Startup;

/// <summary>Runs a process from its first check to its stop, and explains what keeps it from starting.</summary>
internal static class HostProcess
{
    public static async Task RunAsync(WebApplicationBuilder builder, Func<IConfiguration, ListenAddress> address)
    {
        var (url, setting) = ("", ListenAddress.Variable);
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
        {
            (url, setting) = address(builder.Configuration);
            builder.WebHost.UseUrls(url);
        }

        // A failed start is told once, in a sentence; the host would tell it too, with a stack trace.
        var isStarted = false;
        builder.Logging.AddFilter("Microsoft", level => isStarted && level >= LogLevel.Warning);
        await using var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => isStarted = true);
        LogSettings(app);

        // Before anything is made or started: all problems are told at once, and nothing has to be stopped again.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        ListenProbe.Check(url.Length > 0 ? [url] : ListenAddress.Configured(app.Configuration), setting);
        foreach (var endpoints in app.Services.GetServices<IEndpoints>())
        {
            endpoints.Map(app);
        }

        using var messages = new StopMessages(
            app.Lifetime,
            app.Services.GetRequiredService<Announcer>(),
            app.Services.GetRequiredService<AnswersInProgress>(),
            app.Logger,
            Environment.Exit);
        await RunAsync(app, setting);
    }

    private static void LogSettings(WebApplication app)
    {
        foreach (var warning in app.Configuration.GetSection("PicoClaw:Warnings").GetChildren())
        {
            Log.ConfigWarning(app.Logger, warning.Value!);
        }

        foreach (var (name, proxy) in ProxyVariables.Read(Environment.GetEnvironmentVariable))
        {
            Log.Proxy(app.Logger, proxy, name);
        }
    }

    private static async Task RunAsync(WebApplication app, string addressSetting)
    {
        try
        {
            await app.StartAsync();
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Stopped while it still waited for something, such as its store.
            await StopAsync(app);
            return;
        }
        catch (Exception failed)
        {
            // Stopping forgets the addresses.
            var explained = Explain(failed, string.Join(", ", app.Urls), addressSetting, app.Configuration["Store:Directory"]);
            await StopAsync(app);
            if (explained is not null)
            {
                throw explained;
            }

            throw;
        }

        await app.WaitForShutdownAsync();
        if (FailedService.Of(app.Services.GetServices<IHostedService>()) is { } failure)
        {
            throw failure;
        }
    }

    // What the system refuses, with the setting that led there.
    private static ConfigException? Explain(Exception failed, string addresses, string addressSetting, string? folder)
    {
        // Not the cause's: "Permission denied" without the file that it is about.
        var reason = failed.Message.TrimEnd('.');
        return failed switch
        {
            SocketException or IOException { InnerException: AddressInUseException } => ListenProbe.Refusal(addresses, failed, addressSetting),
            IOException or UnauthorizedAccessException
                when folder is { Length: > 0 } && IsOfTheSystem(failed) && reason.Contains(folder, StringComparison.Ordinal) =>
                new ConfigException(
                    $"The folder of the store cannot be used ({reason}). "
                        + "Set \"store\" in config.json or PICOCLAW_STORE to one that this user may write to, or PICOCLAW_HOME.",
                    failed),
            _ => null,
        };
    }

    // PicoClaw's own exceptions already say what to do.
    private static bool IsOfTheSystem(Exception exception) => exception.GetType().Assembly == typeof(IOException).Assembly;

    // The web server starts last, so other services may run already and finish their calls. A service that never ran may refuse to stop.
    private static async Task StopAsync(WebApplication app)
    {
        try
        {
            await app.StopAsync();
        }
        catch (Exception exception)
        {
            Log.StopFailed(app.Logger, exception.Message);
        }
    }
}
