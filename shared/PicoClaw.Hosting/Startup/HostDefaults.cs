using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PicoClaw.Configuration;
using PicoClaw.Hosting.Health;
using PicoClaw.Hosting.Proxies;
using PicoClaw.Hosting.Reloading;
using PicoClaw.Hosting.Telemetry;

namespace PicoClaw.Hosting.Startup;

/// <summary>What every process is built with: config.json, the log, health and telemetry.</summary>
internal static class HostDefaults
{
    // The original promises its users a stop within 15 seconds. Only a call that is out may take longer: LaneOptions.FinishTime.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(14);

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        Configure(builder.Configuration, args);
        RemoteOnlyProxy.Use();
        AddLogging(builder);

        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(new Announcer(ConsoleLog.IsJson(builder.Configuration) ? TextWriter.Null : Console.Out));
        builder.Services.TryAddSingleton<AnswersInProgress>();
        builder.Services.AddOptionsWithValidateOnStart<SettingRanges, SettingRangesValidator>();
        builder.Services.AddHealth();
        builder.Services.AddReload();
        return builder.AddTelemetry();
    }

    // "store" wins over the connection string that Aspire gives; with neither it is SQLite at home.
    internal static void ChooseStore(IConfiguration configuration)
    {
        if (configuration["Store:Directory"] is null && configuration.GetConnectionString("store") is { Length: > 0 } database)
        {
            configuration["Store:Postgres"] ??= database;
        }

        configuration["Store:Directory"] ??= Path.Combine(configuration["PicoClaw:Home"]!, "store");
    }

    private static void Configure(ConfigurationManager configuration, string[] args)
    {
        // Only --config: an environment variable CONFIG belongs to some other program.
        var commandLine = new ConfigurationBuilder().AddCommandLine(args).Build();
        configuration
            .AddPicoClawConfig(commandLine["config"])
            .AddCommandLine(args, new Dictionary<string, string> { ["--broker"] = "PicoClaw:Broker" });
        ChooseStore(configuration);
        ServerPasswords.Apply(configuration);
        HostSettings.Check(configuration);
    }

    private static void AddLogging(WebApplicationBuilder builder)
    {
        ConsoleLog.Add(builder.Logging.ClearProviders(), builder.Configuration);
        builder.Logging

            // MassTransit logs each attempt to connect, and each failed message with its stack trace. BrokerMonitor reports the broker instead,
            // and senders report their messages.
            .AddFilter("MassTransit", LogLevel.Critical)
            .AddFilter("MassTransit.ReceiveTransport", LogLevel.Error)

            // The answer of /ready holds it; a line for each probe would drown the rest.
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
            .AddConfiguration(builder.Configuration.GetSection("Logging"));
    }
}
