using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PicoClaw.Hosting.Configuration;
using PicoClaw.Hosting.Health;

namespace PicoClaw.Hosting;

/// <summary>What every process of PicoClaw starts with: config.json, logging, health, and errors that a person can read.</summary>
public static class PicoClawHost
{
    /// <summary>A builder that has read the configuration; <paramref name="args"/> such as <c>--broker amqp://…</c> or <c>--config PATH</c> win over it.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

        // Read on its own: an environment variable that happens to be called CONFIG is none of ours.
        var commandLine = new ConfigurationBuilder().AddCommandLine(args).Build();
        builder.Configuration.AddPicoClawConfig(commandLine["config"]).AddCommandLine(args, new Dictionary<string, string> { ["--broker"] = "PicoClaw:Broker" });
        ChooseStore(builder.Configuration);

        builder.Logging.ClearProviders()
            .AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
            })

            // Its warnings are a line for each attempt to connect: BrokerWatch says that the broker is away.
            .AddFilter("MassTransit", LogLevel.Error)

            // Whoever asks /ready is told there; a line for each time somebody asks would drown the rest.
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
            .AddConfiguration(builder.Configuration.GetSection("Logging"));

        // The original promises its users a stop within 15 seconds. Only a call that is out may take longer: LaneOptions.FinishTime.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(14));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(new Announcer(Console.Out));
        builder.Services.AddHealthChecks();
        return builder;
    }

    /// <summary>Builds and runs the process. Answers on <paramref name="address"/> unless the environment names other addresses. 0, or 1 after an error that was printed.</summary>
    public static async Task<int> RunAsync(Func<WebApplicationBuilder> create, Func<IConfiguration, string> address)
    {
        try
        {
            var builder = create();
            if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
            {
                builder.WebHost.UseUrls(address(builder.Configuration));
            }

            // What keeps the process from starting is told once, in a sentence; the host would tell it too, with a stack trace.
            var isStarted = false;
            builder.Logging.AddFilter("Microsoft", level => isStarted && level >= LogLevel.Warning);
            await using var app = builder.Build();
            app.Lifetime.ApplicationStarted.Register(() => isStarted = true);
            foreach (var warning in app.Configuration.GetSection("PicoClaw:Warnings").GetChildren())
            {
                Log.ConfigWarning(app.Logger, warning.Value!);
            }

            await RunAsync(app.MapPicoClawHealth());
            return 0;
        }
        catch (Exception exception) when (exception is ConfigException or OptionsValidationException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    // What "store" says wins over the connection string that Aspire gives; with neither it is SQLite at home.
    internal static void ChooseStore(IConfiguration configuration)
    {
        if (configuration["Store:Directory"] is null && configuration.GetConnectionString("store") is { Length: > 0 } database)
        {
            configuration["Store:Postgres"] ??= database;
        }

        configuration["Store:Directory"] ??= Path.Combine(configuration["PicoClaw:Home"]!, "store");
    }

    private static async Task RunAsync(WebApplication app)
    {
        // Before anything starts, so that there is nothing to stop again.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        try
        {
            await app.StartAsync();
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop while it still waited for something, such as its store.
            await StopAsync(app);
            return;
        }
        catch
        {
            await StopAsync(app);
            throw;
        }

        await app.WaitForShutdownAsync();
    }

    // The web server starts last: what runs by then finishes the calls it has in flight. What never ran may refuse to stop.
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
