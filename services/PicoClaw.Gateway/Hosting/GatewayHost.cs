using System.Globalization;
using PicoClaw.Agent;
using PicoClaw.Egress;
using PicoClaw.Gateway.DeadLetters;
using PicoClaw.Hosting;
using PicoClaw.Configuration;
using PicoClaw.Hosting.Messaging;
using PicoClaw.Ingress;

namespace PicoClaw.Gateway.Hosting;

/// <summary>All three services in one process.</summary>
internal static class GatewayHost
{
    // The agent stops first and hands over its last replies just before egress is asked to stop.
    private static readonly TimeSpan EgressStopGrace = TimeSpan.FromSeconds(3);

    public static WebApplicationBuilder CreateBuilder(GatewaySettings settings)
    {
        var builder = PicoClawHost.CreateBuilder(Arguments(settings));
        if (settings.Emulator is { } emulator)
        {
            EmulatedDingTalk.Configure(builder, emulator, settings.Broker);
            builder.Services.AddHostedService<EmulatorService>();
        }

        UseHomeForSpool(builder.Configuration);

        // Services start in this order and stop in reverse: the links first, bus and emulator last.
        builder.Services.AddBus(builder.Configuration, allowMemory: true);
        builder.Services.AddEgress(EgressStopGrace);
        builder.Services.AddAgent();
        builder.Services.AddIngress();
        builder.Services.AddControl(builder.Configuration);
        builder.Services.AddHostedService<StartupBanner>();
        return builder;
    }

    /// <summary>Where <c>/health</c> and <c>/ready</c> are.</summary>
    public static ListenAddress Address(IConfiguration configuration)
    {
        const string settings = "gateway.host and gateway.port (PICOCLAW_GATEWAY_HOST, PICOCLAW_GATEWAY_PORT)";
        var (host, port) = (configuration["Gateway:Host"] ?? "localhost", configuration["Gateway:Port"] ?? "18790");
        if (!int.TryParse(port, CultureInfo.InvariantCulture, out var number)
            || !Uri.TryCreate($"http://{Literal(host)}:{number}", UriKind.Absolute, out var address))
        {
            throw new ConfigException(
                $"{settings} are \"{host}\" and \"{port}\", which is not an address. Write localhost or an IP address, and a port from 0 to 65535.");
        }

        return new ListenAddress(address.GetLeftPart(UriPartial.Authority), settings);
    }

    /// <summary>The same, unless the environment names other addresses: then the first of those.</summary>
    public static ListenAddress Listening(IConfiguration configuration) =>
        ListenAddress.Configured(configuration).FirstOrDefault() is { } url ? new ListenAddress(url) : Address(configuration);

    // One process with a home has a durable folder without being told.
    private static void UseHomeForSpool(ConfigurationManager configuration)
    {
        const string key = "Ingress:Spool:Directory";
        configuration[key] ??= Path.Combine(configuration["PicoClaw:Home"]!, "spool");
    }

    private static string Literal(string host) =>
        host == "localhost" ? "127.0.0.1" : host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;

    private static string[] Arguments(GatewaySettings settings) =>
    [
        .. settings.ConfigPath is { } config ? ["--config", config] : Array.Empty<string>(),
        .. settings.Broker is { } broker ? ["--broker", broker] : Array.Empty<string>(),
    ];
}
