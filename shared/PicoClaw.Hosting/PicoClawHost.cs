using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PicoClaw.Configuration;
using PicoClaw.Hosting.Health;
using PicoClaw.Hosting.Proxies;
using PicoClaw.Hosting.Telemetry;

namespace PicoClaw.Hosting;

/// <summary>What every process of PicoClaw starts with: config.json, logging, health, and errors that a person can read.</summary>
public static class PicoClawHost
{
    private const string Verbose = "--verbose";

    /// <summary>A builder that has read the configuration; <paramref name="args"/> such as <c>--broker amqp://…</c> or <c>--config PATH</c> win over it.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // .NET would take the next argument for its value.
        args = [.. args.Where(arg => arg != Verbose)];
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });

        // Read on its own: an environment variable CONFIG belongs to some other program.
        var commandLine = new ConfigurationBuilder().AddCommandLine(args).Build();
        builder.Configuration.AddPicoClawConfig(commandLine["config"]).AddCommandLine(args, new Dictionary<string, string> { ["--broker"] = "PicoClaw:Broker" });
        ChooseStore(builder.Configuration);
        ServerPasswords.Apply(builder.Configuration);
        HostSettings.Check(builder.Configuration);
        OutsideProxy.Use();

        ConsoleLog.Add(builder.Logging.ClearProviders(), builder.Configuration);
        builder.Logging

            // A line for each attempt to connect, and a stack trace for each message under way: BrokerWatch says that the broker is away, and who sends says what waits.
            .AddFilter("MassTransit", LogLevel.Critical)
            .AddFilter("MassTransit.ReceiveTransport", LogLevel.Error)

            // Whoever asks /ready is told there; a line for each time somebody asks would drown the rest.
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
            .AddConfiguration(builder.Configuration.GetSection("Logging"));

        // The original promises its users a stop within 15 seconds. Only a call that is out may take longer: LaneOptions.FinishTime.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(14));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(new Announcer(ConsoleLog.IsJson(builder.Configuration) ? TextWriter.Null : Console.Out));
        builder.Services.TryAddSingleton<AnswersInHand>();
        builder.Services.AddHealthChecks();
        return builder.AddTelemetry();
    }

    /// <summary>
    /// A service: with <c>--health</c> or <c>--ready</c> it asks the one that runs already, else it builds and runs the process, which answers on <paramref name="url"/>
    /// unless the environment names other addresses.
    /// </summary>
    public static Task<int> RunAsync(string[] args, string url, Func<WebApplicationBuilder> create) =>
        HealthProbe.PathIn(args) is { } path
            ? HealthProbe.AskAsync(HealthProbe.Address(args, url), path, Console.Error)
            : RunAsync(create, _ => new ListenAddress(url), args.Contains(Verbose));

    /// <summary>
    /// Builds and runs the process. Answers on <paramref name="address"/> unless the environment names other addresses. 0, or 1 after an error that was printed.
    /// </summary>
    public static async Task<int> RunAsync(Func<WebApplicationBuilder> create, Func<IConfiguration, ListenAddress> address, bool verbose = false)
    {
        try
        {
            await RunAsync(create(), address);
            return 0;
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync(verbose ? exception.ToString() : StartError.Describe(exception));
            return 1;
        }
    }

    /// <summary>Asks the process that runs with this configuration for <paramref name="path"/>. 0, or 1 after a line that says why.</summary>
    public static async Task<int> AskAsync(string path, Func<WebApplicationBuilder> create, Func<IConfiguration, ListenAddress> address)
    {
        try
        {
            var configuration = create().Configuration;
            return await HealthProbe.AskAsync(ListenAddress.Configured(configuration).FirstOrDefault() ?? address(configuration).Url, path, Console.Error);
        }
        catch (ConfigException exception)
        {
            await Console.Error.WriteLineAsync(StartError.Describe(exception));
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

    private static async Task RunAsync(WebApplicationBuilder builder, Func<IConfiguration, ListenAddress> address)
    {
        var (url, setting) = ("", ListenAddress.Variable);
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
        {
            (url, setting) = address(builder.Configuration);
            builder.WebHost.UseUrls(url);
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

        foreach (var (name, proxy) in ProxyVariables.Read(Environment.GetEnvironmentVariable))
        {
            Log.Proxy(app.Logger, proxy, name);
        }

        // Before anything is made or started: all problems are told at once, and there is nothing to stop again.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        ListenProbe.Check(url.Length > 0 ? [url] : ListenAddress.Configured(app.Configuration), setting);
        using var words = new StopWords(app.Lifetime, app.Services.GetRequiredService<Announcer>(), app.Services.GetRequiredService<AnswersInHand>(), Environment.Exit);
        await RunAsync(app.MapPicoClawHealth().MapMetrics(), setting);
    }

    private static async Task RunAsync(WebApplication app, string addressSetting)
    {
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
        var reason = failed.GetBaseException().Message.TrimEnd('.');
        return failed switch
        {
            SocketException or IOException { InnerException: AddressInUseException } => ListenProbe.Refusal(addresses, failed, addressSetting),
            IOException or UnauthorizedAccessException
                when folder is { Length: > 0 } && IsOfTheSystem(failed) && reason.Contains(folder, StringComparison.Ordinal) =>
                new ConfigException(
                    $"The folder of the store cannot be used ({reason}). Set \"store\" in config.json or PICOCLAW_STORE to one that this user may write to, or PICOCLAW_HOME.",
                    failed),
            _ => null,
        };
    }

    // An exception of our own says what to do already.
    private static bool IsOfTheSystem(Exception exception) => exception.GetType().Assembly == typeof(IOException).Assembly;

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
